import { defineMessages } from '../../ui/i18n/defineMessages.ts'
import en from './history.en.ts'

export const historyMessages = defineMessages(en, () => import('./history.zh.ts'))
