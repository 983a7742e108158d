import { defineMessages } from '../../ui/i18n/defineMessages.ts'
import en from './filters.en.ts'

/** Words of the filters, of the reference position and of the builder's conditions. */
export const filterMessages = defineMessages(en, () => import('./filters.zh.ts'))
