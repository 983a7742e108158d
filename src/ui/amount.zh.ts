import type en from './amount.en.ts'
import type { Catalogue } from './i18n/catalogue.ts'

export default {
  'amountError.empty': '请输入数量。',
  'amountError.zero': '数量须大于零。',
  'amountError.negative': '数量不能为负数。',
  'amountError.notANumber': '这不是数字。请只写数字，例如 1.5。',
  'amountError.tooManyDecimals': '最多 {decimals} 位小数，最小单位不能再细分。',
  'amountError.ambiguousComma': '逗号有两种读法：{decimal} 或 {thousands}。请去掉逗号重新填写。',
  'amountError.scientific': '请写出完整数字，不要用指数形式。',
  'amountError.hex': '请使用十进制数字，不要用十六进制。',
  'amountError.tooLarge': '超出了任何代币可能的数量。',
  'amountNotice.commaDecimal': '已按 {value} 读取。',
} satisfies Catalogue<typeof en>
