import { defineMessages } from '../../ui/i18n/defineMessages.ts'
import en from './messages.en.ts'

export const messages = defineMessages(en, () => import('./messages.zh.ts'))
