import { defineMessages } from '../../ui/i18n/defineMessages.ts'
import en from './nav.en.ts'

export const navMessages = defineMessages(en, () => import('./nav.zh.ts'))
