import { defineMessages } from '../../ui/i18n/defineMessages.ts'
import compareEn from './compare.en.ts'
import etherFiEn from './etherFi.en.ts'
import en from './messages.en.ts'
import nativeEn from './native.en.ts'

export const messages = defineMessages(en, () => import('./messages.zh.ts'))
export const compareMessages = defineMessages(compareEn, () => import('./compare.zh.ts'))
export const etherFiMessages = defineMessages(etherFiEn, () => import('./etherFi.zh.ts'))
export const nativeMessages = defineMessages(nativeEn, () => import('./native.zh.ts'))
