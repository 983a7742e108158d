import { defineMessages } from '../../ui/i18n/defineMessages.ts'
import en from './messages.en.ts'

/** The words of the shell: navigation, errors of a whole page, language and theme. */
export const shellMessages = defineMessages(en, () => import('./messages.zh.ts'))
