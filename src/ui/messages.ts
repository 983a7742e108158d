import { defineMessages } from './i18n/defineMessages.ts'
import en from './messages.en.ts'

/** The words of the design system itself. */
export const uiMessages = defineMessages(en, () => import('./messages.zh.ts'))
