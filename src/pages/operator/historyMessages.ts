import { defineMessages } from '../../ui/i18n/defineMessages.ts'
import en from './history.en.ts'

/** Words of what happened to an operator. */
export const historyMessages = defineMessages(en, () => import('./history.zh.ts'))
