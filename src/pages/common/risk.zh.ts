import type { Catalogue } from '../../ui/i18n/catalogue.ts'
import type en from './risk.en.ts'

export default {
  'tabs.label': '风险实验室',
  'tabs.position': '持仓',
  'tabs.map': '全景图',
  'tabs.scenarios': '情景',
  'tabs.market': '市场',
  'tabs.assumptions': '假设',
  'tabs.method': '方法',
} as const satisfies Catalogue<typeof en>
