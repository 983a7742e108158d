import type { Catalogue } from '../../ui/i18n/catalogue.ts'
import type en from './risk.en.ts'

export default {
  'tabs.label': '风险实验室',
  'tabs.position': '仓位',
  'tabs.map': '全景图',
  'tabs.network': '网络',
  'tabs.scenarios': '情景',
  'tabs.market': '市场',
  'tabs.assumptions': '假设',
  'tabs.method': '方法',
  'subject.label': '所看的仓位',
  'subject.reference': '参考仓位：1 {symbol}，委托给 {operator}。',
  'subject.you': '你的仓位，委托给 {operator}。',
  'subject.watched': '{address} 的仓位，委托给 {operator}。',
  'subject.nobody': '无运营商',
  'subject.unread': '无法读取此地址的质押。Keel 会自动重试。',
  'subject.empty': '此地址没有再质押，以参考仓位代替。',
  'subject.leave': '看其他仓位',
  'subject.other': '看其他仓位',
  'subject.operator': '参考仓位的运营商',
  'subject.noOperator': '已连接的账户',
  'subject.address': '某个地址的仓位',
  'subject.look': '查看',
} as const satisfies Catalogue<typeof en>
