import { numberFormat } from '../../ui/format/parts.ts'
import type { Translate } from '../../ui/i18n/useT.ts'
import type en from './messages.en.ts'
import type { Step, Story } from './story.ts'

export type T = Translate<typeof en>

/** A price in ETH: three decimals are what a scenario can know. */
export function formatPrice(price: number, locale: string): string {
  return numberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 }).format(price)
}

/** What a scenario leads to, in one sentence. */
export function finding({ steps, fates, result, sale }: Story, t: T): string {
  const price = formatPrice(result.finalPrice, t.locale)
  const total = fates.length
  const count = result.liquidated.length
  const fallen = (steps[0]?.price ?? 0) > result.finalPrice
  if (result.allLiquidated) return t('finding.all', { total, price })
  if (count > 0) return t('finding.some', { count, total, price })
  if (sale === 0 && !fallen) return t('finding.calm', { price })
  return t(total === 0 ? 'finding.noLoans' : 'finding.none', { price })
}

/** A step's name: now, the sale and the loss, then rounds. */
export function stepName({ index }: Pick<Step, 'index'>, t: T): string {
  if (index === 0) return t('step.before')
  return index === 1 ? t('step.sale') : t('step.round', { round: index - 1 })
}
