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
  'subject.label': '所看的持仓',
  'subject.reference': '参考持仓：1 {symbol}，委托给 {operator}。',
  'subject.you': '你的持仓，委托给 {operator}。',
  'subject.watched': '{address} 的持仓，委托给 {operator}。',
  'subject.nobody': '无运营商',
  'subject.unread': '无法读取此地址的质押。Keel 会自动重试。',
  'subject.empty': '此地址没有再质押，以参考持仓代替。',
  'subject.leave': '看其他持仓',
  'subject.other': '看其他持仓',
  'subject.operator': '参考持仓的运营商',
  'subject.noOperator': '已连接的账户',
  'subject.address': '某个地址的持仓',
  'subject.look': '查看',
} as const satisfies Catalogue<typeof en>
