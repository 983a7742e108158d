import { defineMessages } from '../../ui/i18n/defineMessages.ts'
import en from './who.en.ts'

/** Words of what operators and AVSs say of themselves. */
export const whoMessages = defineMessages(en, () => import('./who.zh.ts'))
