import { defineMessages } from '../../ui/i18n/defineMessages.ts'
import queueEn from './ethQueue.en.ts'
import en from './messages.en.ts'

export const messages = defineMessages(en, () => import('./messages.zh.ts'))
export const ethQueueMessages = defineMessages(queueEn, () => import('./ethQueue.zh.ts'))
