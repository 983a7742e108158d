import type { Catalogue } from '../../ui/i18n/catalogue.ts'
import type en from './ethQueue.en.ts'

export default {
  'lido.title': '经 Lido 把 stETH 换回 ETH',
  'lido.text':
    'Lido 在某次报告确认请求后支付 ETH，通常需要几天，但不保证时间。等待期间没有收益，请求不能撤回。',
  'lido.caption': '在 Lido 的请求',
  'lido.failed': '未能读取 Lido 的提款队列。',
  'lido.paused': 'Lido 暂不接受请求。',
  'lido.ahead': 'Lido 队列中有 {amount} 的请求在等待。',
  'etherFi.title': '经 ether.fi 把 eETH 换回 ETH',
  'etherFi.text':
    'ether.fi 在其预言机确认请求后支付 ETH，不保证时间。等待期间没有收益，请求不能撤回。',
  'etherFi.caption': '在 ether.fi 的请求',
  'etherFi.failed': '未能读取 ether.fi 的提款请求。',
  'etherFi.paused': 'ether.fi 暂不接受请求。',
  incomplete: '未能读取：{what}。',

  token: '交出的代币',
  way: '方式',
  'way.queue': '排队等待，无费用',
  'way.instant': '立即赎回，费用 {fee}',
  'way.instantUnread': '立即赎回，收取费用',
  amount: '要换成 ETH 的 {token}',
  over: '超过了钱包中的 {amount}。',
  least: '最少须价值 {amount}。',
  most: '单笔请求最多 {amount}。',
  redeemable: '目前最多可立即赎回 {amount}。',
  worth: '现值 {amount}。',
  pieces: { other: 'Lido 单笔请求最多 {most}：将在一笔交易中拆成 {count} 笔请求。' },
  go: '查看请求计划',
  'go.instant': '查看赎回计划',
  'start.failed': '计划未能开始，没有签署任何内容。',

  'redeem.refused': 'ether.fi 目前无法立即赎回这么多。',
  'redeem.unread': '未能读取到账数额。',
  fee: '费用',
  arrives: '到达钱包',

  request: '请求',
  handedIn: '交出',
  pays: '支付',
  waits: '等待中',
  claim: { other: '领取 {count} 笔请求' },
} satisfies Catalogue<typeof en>
