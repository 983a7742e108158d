import type { Catalogue } from '../../ui/i18n/catalogue.ts'
import type en from './alerts.en.ts'

export default {
  title: '需要知道的事',
  none: '没有需要你处理的事：没有待生效的变更、没有罚没，也没有可领取或可完成的项目。',
  'notify.on': '页面打开时通知我',
  'notify.off': '停止通知',
  'notify.denied': '浏览器不允许此页面发送通知。',
  'notify.title': 'Keel：{count} 条新消息',
  allocationPending:
    '{operator} 将更多 {strategy} 分配给 {set}：目前可罚没 {from}，自区块 {block} 起为 {to}。',
  deallocationPending:
    '{operator} 从 {set} 收回 {strategy}：目前可罚没 {from}，自区块 {block} 起为 {to}。',
  about: '约 {date}',
  leaveBy: '若要赶在它之前脱离罚没范围，请最迟在区块 {block} 发起提款。',
  tooLate: '已来不及赶在它之前脱离罚没范围。',
  effect: '当前风险敞口 {before}，届时 {after}。APR 要等到相应奖励发放后才会变化。',
  splitPending: '{operator} 对 {scope} 的抽成将从 {from} 改为 {to}，自 {when} 起生效。',
  splitChanged: '{operator} 对 {scope} 的抽成已从 {from} 改为 {to}。',
  splitEffect: '同样的奖励，你得到的是之前的 {keeps}。',
  'scope.pi': '程序化激励',
  metadataChanged: '{operator} 更新了自我介绍。',
  approverChanged: '{operator} 将委托审批人改为 {approver}。',
  approverNone: '{operator} 取消了委托审批人：现在任何人都可以委托给它。',
  slashed: '{operator} 被 {set} 罚没：你的 {strategy} 损失了 {taken}。',
  slasherPending: '{set} 自区块 {block} 起更换罚没者为 {slasher}。',
  slasherChanged: '{set} 已将罚没者改为 {slasher}。',
  strategyAdded: '{set} 将 {strategy} 纳入可罚没范围。',
  withdrawalReady: { other: '{count} 笔提款可以完成。' },
  withdrawalSoon: { other: '{count} 笔提款在排队；最早自区块 {block} 起可以完成。' },
  rewardClaimable: '有奖励可领取：{amounts}。',
  feedStale: '{token} 的价格上次更新于 {when}：估值可能有偏差。',
  belowRate: '{token} 的市场价为 {market} ETH，比可赎回的 {rate} ETH 低 {discount}。',
  'act.withdraw': '退出方式',
  'act.complete': '去完成',
  'act.claim': '去领取',
  'act.operator': '查看运营商',
} satisfies Catalogue<typeof en>
