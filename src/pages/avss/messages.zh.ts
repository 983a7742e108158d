import type { Catalogue } from '../../ui/i18n/catalogue.ts'
import type en from './messages.en.ts'

export default {
  title: 'AVS',
  lead: '委托质押所保护的服务：各自背后有多少质押，攻破它需要多大代价。',
  'search.label': '按名称或地址搜索',
  caption: '各 AVS、其背后的质押与攻破成本',
  'column.avs': 'AVS',
  'column.sets': '运营商集合',
  'column.members': '运营商',
  'column.delegated': '委托质押',
  'column.slashable': '可罚没质押',
  'column.cost': '半数票的成本',
  'column.fewest': '最少运营商数',
  'column.slashes': '罚没次数',
  cheap: '攻破几乎不费成本',
  pendingSlasher: '罚没者即将变更',
  redistributes: '罚没款再分配',
  noVotes: '没有注册的运营商，因此没有人有投票权。',
  unread: '无法读取。',
  count: { other: '{count} 个 AVS' },
  'count.of': '{all} 个中的 {shown} 个 AVS',
  explain:
    '成本指：若按委托质押计票，合计握有半数票的运营商最少有多少可罚没质押；取各 AVS 中最便宜的集合。',
  'empty.title': '没有符合条件的 AVS',
  'empty.text': '换个搜索词。',
  'none.title': '这里还没有 AVS',
  'none.text': 'Keel 从链上日志中读取 AVS；截至此区块还没有任何一个。',
} satisfies Catalogue<typeof en>
