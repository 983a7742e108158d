import { defineMessages } from '../../ui/i18n/defineMessages.ts'
import en from './timeline.en.ts'

export const timelineMessages = defineMessages(en, () => import('./timeline.zh.ts'))
