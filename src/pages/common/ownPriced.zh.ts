import type { Catalogue } from '../../ui/i18n/catalogue.ts'
import type en from './ownPriced.en.ts'

export default {
  source: '按你在“风险 → 假设”中为 {tokens} 填写的价格计算：链上没有它的价格。',
  note: '以 ETH 计的价值中，{tokens} 按你填写的价格计入。',
  past: '你填写的是今天的价格：过去的价值只按链上价格计算。',
} satisfies Catalogue<typeof en>
