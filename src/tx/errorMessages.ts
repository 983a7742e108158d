import { defineMessages } from '../ui/i18n/defineMessages.ts'
import en from './errors.en.ts'

/** What failed and what to do, by name; loaded with the first failure. */
export const errorMessages = defineMessages(en, () => import('./errors.zh.ts'))
