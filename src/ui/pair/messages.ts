import { defineMessages } from '../i18n/defineMessages.ts'
import en from './messages.en.ts'

export const pairMessages = defineMessages(en, () => import('./messages.zh.ts'))
