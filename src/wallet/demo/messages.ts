import { defineMessages } from '../../ui/i18n/defineMessages.ts'
import en from './messages.en.ts'

/** The words of the demo panel. */
export const demoMessages = defineMessages(en, () => import('./messages.zh.ts'))
