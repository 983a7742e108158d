import type { Catalogue } from '../../ui/i18n/catalogue.ts'
import type en from './messages.en.ts'

export default {
  title: '概览',
  lead: '多少资产被再质押、由谁保障什么、收益与风险各有多大：都在同一区块从链上读取，并在你的浏览器中算出。',
  'total.label': '再质押总量',
  'total.source':
    '各策略的 totalShares 按兑换率折算之和；信标链 ETH 只计已委托部分。代币只按兑换率或价格源估值，不用你填写的价格。',
  'total.labelAtLeast': '再质押总量，至少',
  'total.incomplete': '没有价格的代币未计入。',
  'fiat.source': 'ETH/USD 价格源，发布于 {when}',
  'fiat.stale': 'ETH/USD 价格源已过期，发布于 {when}。',
  'fiat.none': '此链未配置 ETH/USD 价格源。',
  'operators.label': '运营商',
  'operators.hint': '其中 {count} 家有已分配质押',
  'avss.label': 'AVS',
  'avss.hint': { other: '{count} 个运营商集合' },
  'base.label': 'stETH 基础 APR',
  'base.source': 'Lido 最近 7 天报告（TokenRebased）的平均值，已扣除 Lido 费用。',
  'base.none': '最近 7 天没有 Lido 报告，或此链未配置 Lido。',
  'scatter.title': '各运营商的 APR 与风险敞口',
  'scatter.finding':
    '收益最高的运营商：APR {apr}，坏年景 {exposure}；最稳的：APR {calmApr}，坏年景 {calmExposure}。',
  'scatter.none': '暂时没有可以标出的运营商。',
  'scatter.reference':
    '参考仓位：向每家运营商各委托 1 {symbol}。风险敞口基于假设，罚没尚无可用的历史数据。',
  'scatter.unplaced': { other: '有 {count} 家运营商的数字无法算出，未标出。' },
  'deposit.go': '存入',
  'operators.go': '比较运营商',
  'empty.title': '这里还没有注册的运营商',
  'empty.text': 'Keel 从链上日志中读取运营商；截至此区块还没有任何一家。',
} satisfies Catalogue<typeof en>
