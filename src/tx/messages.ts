import { defineMessages } from '../ui/i18n/defineMessages.ts'
import en from './messages.en.ts'

/** The words of plans and their sheet. */
export const txMessages = defineMessages(en, () => import('./messages.zh.ts'))
