import { defineMessages } from '../ui/i18n/defineMessages.ts'
import en from './messages.en.ts'

/** The words around the wallet. */
export const walletMessages = defineMessages(en, () => import('./messages.zh.ts'))
