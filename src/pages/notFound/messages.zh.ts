import type { Catalogue } from '../../ui/i18n/catalogue.ts'
import type en from './messages.en.ts'

export default {
  title: '此地址没有页面',
  sentence: '{path} 没有对应的页面。地址可能有误，或来自 Keel 的其他版本。',
  home: '回到概览',
} satisfies Catalogue<typeof en>
