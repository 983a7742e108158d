import type { Catalogue } from '../../ui/i18n/catalogue.ts'
import type en from './timeline.en.ts'

export default {
  title: '随时间变化',
  text: '自首次存入以来（最多 90 天）约 {count} 个时刻的价值、APR 与风险敞口。每个时刻都读取链上当时的状态，各需几次请求。',
  load: '加载历史',
  again: '重新加载',
  loading: '正在读取过去的区块',
  failed: '无法读取过去的状态。',
  'gap.noArchive':
    'RPC 不保留其中 {count} 个区块的状态，这些点留空。在设置中填入归档 RPC 即可读取。',
  'gap.noAnswer': '其中 {count} 个区块没有合约应答，或 RPC 没有该区块，图中留空。',
  'gap.unknown': '未知',
  since: '自 {date} 起，各时刻以当时所知为准。',
  value: '现值 {last}，最初 {first}',
  valueUnknown: '价值',
  apr: 'APR 现为 {last}，最初 {first}',
  aprUnknown: 'APR',
  exposure: '风险敞口现为 {last}，最初 {first}',
  exposureUnknown: '风险敞口',
  'axis.value': '价值（ETH）',
  'axis.apr': 'APR（%）',
  'axis.exposure': '坏年景的风险敞口（%）',
  assumed: '全程采用今天的假设。',
  caption: '价值、APR 与风险敞口随时间的变化',
  date: '日期',
} satisfies Catalogue<typeof en>
