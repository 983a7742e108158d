import type { Catalogue } from '../i18n/catalogue.ts'
import type en from './messages.en.ts'

export default {
  'pair.label': 'APR（年化收益率）与风险敞口',
  'pair.labelOf': '{who}：APR 与风险敞口',
  'pair.priced': '（{priced}/{all} 种代币有价格）',
  'pair.badYear': '“坏年景”指一百年里最差的那一年：平均会损失仓位的 {exposure}。',
  'pair.badYearUnknown': '“坏年景”指一百年里最差的那一年，其损失目前未知。',
  'pair.range': '按宽松假设为 {low}，按谨慎假设为 {high}。',
  'pair.expectedLoss': '预期损失',
  'pair.expectedLossHint': '每年，计入全部因素',
  'pair.contractFailure': '合约失效',
  'pair.contractFailureHint': '每年的概率，不计入上面的敞口',
  'pair.maxSlashable': '最大可罚没',
  'pair.maxSlashableHint': '以当前计，无需任何假设',
  'pair.breakEven': '盈亏平衡点',
  'pair.breakEvenHint': '每年罚没概率达到此值，额外收益即被抵消',
  'pair.aprUnknown': 'APR 未知：{reason}',
  'pair.now': '现在',
  'pair.after': '之后',
  'pair.change': '变化',
  'pair.deltaMore': '敞口增加 {points} 个百分点',
  'pair.deltaLess': '敞口减少 {points} 个百分点',
  'pair.deltaSame': '敞口不变',
  'pair.deltaUnknown': '有一侧数值未知，无法比较。',
} satisfies Catalogue<typeof en>
