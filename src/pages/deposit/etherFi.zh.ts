import type { Catalogue } from '../../ui/i18n/catalogue.ts'
import type en from './etherFi.en.ts'

export default {
  'act.label': '做什么',
  'act.deposit': 'ETH 换 eETH',
  'act.wrap': 'eETH 换 weETH',
  'act.unwrap': 'weETH 换 eETH',
  'act.deposit.explain': '一笔交易，无需授权。eETH 的数量会随资金池的每次报告自动增长。',
  'act.wrap.explain':
    'weETH 数量不变、价值增长，许多其他合约需要这种形式。钱包能签许可时，只需一次免费签名和一笔交易；否则先只授权这个数量。',
  'act.unwrap.explain': '一笔交易，无需授权。',
  'go.deposit': '查看存入计划',
  'go.wrap': '查看包装计划',
  'go.unwrap': '查看解包计划',
  out: '要换回 ETH，请<link>提交提款请求</link>。',
  paused: 'ether.fi 已暂停资金池，目前不接受存款。',
  give: '你付出',
  get: '你得到约',
  'get.deposit': 'eETH 与所付 ETH 等值。显示的数量可能少 1 wei：资金池以份额计算并向下取整。',
  'get.same': '价值与之前相同，只差一两个 wei 的取整。',
  rate: '1 weETH 等于',
  'rate.unread': '无法读取兑换率。',
  have: '你共有（两种代币合计）',
  'through.none': '无法看穿资金池依赖什么',
  'through.title': '资金池依赖什么',
  'through.caption': '资金池的 {share} 已再质押；每行是资金池自己的一笔质押',
  'through.operator': '运营商',
  'through.noOperator': '尚无',
  'through.strategy': '再质押资产',
  'through.share': '占资金池',
  'through.sets': '谁可以罚没，最多占资金池多少',
  'through.set': '{avs}，集合 {id}',
  'through.nobody': '目前没有',
  'through.source': '此区块上资金池各再质押账户的可提取份额，除以 getTotalPooledEther。',
  'through.note':
    '这些运营商由 ether.fi 选择并可能更换，不由你决定。APR 是资金池兑换率在各次报告之间的增长，兑换率之外发放的部分不计入。',
} satisfies Catalogue<typeof en>
