import { defineMessages } from '../../ui/i18n/defineMessages.ts'
import en from './risk.en.ts'

export const riskMessages = defineMessages(en, () => import('./risk.zh.ts'))
