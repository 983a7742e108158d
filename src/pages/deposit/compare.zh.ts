import type { Catalogue } from '../../ui/i18n/catalogue.ts'
import type en from './compare.en.ts'

export default {
  title: '比较几种存入方式',
  amount: '用多少 ETH 来比较',
  worth: '价值',
  'operator.none': '这里的再质押指尚未选择运营商。选择之后会增加奖励，也会增加可能被罚没的部分。',
  'operator.own': '这里的再质押指委托给你的运营商 {operator}。',
  choose: '选择这种方式',
  chosen: '已选择',
  'row.hold': '之后你持有什么',
  'row.layers': '依赖哪些层',
  'row.apr': 'APR 来自',
  'row.exposure': '坏年景的损失来自',
  'row.out': '如何退出',
  'row.least': '最低数额',
  'row.fee': '当前网络费',
  'row.paid': '多久赚回网络费',
  rewards: 'AVS 奖励',
  'part.slashing': 'AVS 罚没',
  'part.validators': '验证者被罚没',
  'part.market': '低于兑换率卖出',
  delay: '{blocks} 个区块，约 {duration}',
  'paid.day': '一天之内',
  'paid.days': { other: '约 {days} 天后' },
  'gas.source': '网络费按事先测得的 gas 和当前 gas 价格估算。每次签名之前，计划会直接询问链上。',

  'lst.name': 'stETH 或其他代币',
  'lst.hold': 'EigenLayer 中的质押，只有你能取出。运营商由你选择。',
  'lst.base': 'Lido（已扣费）',
  'lst.out':
    '在 EigenLayer 队列中等待，共两笔交易。再从 stETH 换成 ETH 还需两笔，通常要在 Lido 队列等几天。',
  'lst.least': '不限',

  'native.name': '原生 ETH，自己的验证者',
  'native.hold': '由你运行的验证者，收入归你自己的 EigenPod。运营商由你选择。',
  'native.baseSource':
    '共识层公式，默认按质押总量 3,500 万 ETH 计，不含小费。可在“风险 · 假设”中修改。',
  'native.base': '信标链',
  'native.out':
    '在 EigenLayer 队列中等待；在此之前验证者须退出信标链（数天到数周），并由检查点证明。至少五笔交易。',
  'native.least': '每个验证者 32 ETH',
  'native.tooLittle': '一个验证者需要 32 ETH。',

  'etherFi.name': '流动性再质押（ether.fi）',
  'etherFi.hold': 'eETH，可转让、可包装、可出售的代币。运营商由 ether.fi 选择。',
  'etherFi.base': '资金池报告（已扣费）',
  'etherFi.out': '等资金池的预言机确认请求：通常几天，不承诺日期。共两笔交易。',
  'etherFi.least': '不限。退出请求通常至少 0.001 ETH。',

  'gap.noLido': '此链未配置 Lido。',
  'gap.noEtherFi': '此链未配置 ether.fi。',
  'gap.noReports': '读到的资金池报告不足两份。',
  'gap.noRestakers': '部署文件没有列出资金池用来再质押的账户，因此无法看穿。',
  'gap.restakersUnread': '资金池的再质押未能完整读取。',
  'gap.reading': '正在读取。',
  'gap.delay': '无法读取延迟。',
  'gap.noApr': 'APR 未知。',
  'gap.noYield': '目前没有收益。',
} satisfies Catalogue<typeof en>
