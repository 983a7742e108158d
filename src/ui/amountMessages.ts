import en from './amount.en.ts'
import { defineMessages } from './i18n/defineMessages.ts'

/** What is said of an amount that is typed. */
export const amountMessages = defineMessages(en, () => import('./amount.zh.ts'))
