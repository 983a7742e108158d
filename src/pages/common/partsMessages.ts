import { defineMessages } from '../../ui/i18n/defineMessages.ts'
import en from './parts.en.ts'

/** The words of what a position earns, risks and secures, part by part; a page that shows none needs none of them. */
export const partsMessages = defineMessages(en, () => import('./parts.zh.ts'))
