import { Link } from 'wouter'
import type { Assessment } from '../../data/assessment.ts'
import type { Network, OperatorSetKey } from '../../protocol/network/types.ts'
import { parseOperatorSetKey } from '../../protocol/network/types.ts'
import { Waterfall, type WaterfallStep } from '../../ui/chart/Waterfall.tsx'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { formatPercent } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import type { RewardLine } from '../../yield/position.ts'
import { useNameOf } from '../common/useNameOf.ts'
import { messages } from './messages.ts'

/** Enough places for a reward of a small stake. */
const decimals = 12

/** From the base APR over each reward and the operator's split to the APR, and from there to what risk leaves of it. */
export function AprSteps({
  network,
  assessment: { apr, exposure },
}: {
  readonly network: Network
  readonly assessment: Assessment
}) {
  const t = useT(messages)
  const nameOf = useNameOf()
  const steps: WaterfallStep[] = [
    { id: 'base', label: t('apr.base'), value: apr.base, kind: 'gain', note: '—' },
    ...apr.rewards.map(
      (line, index): WaterfallStep => ({
        id: `${index}`,
        label: labelOf(line),
        value: line.grossApr,
        kind: 'gain',
        note: unpriced(line),
      }),
    ),
    ...(apr.splitTaken
      ? [{ id: 'split', label: t('apr.split'), value: apr.splitTaken, kind: 'loss' as const }]
      : []),
    { id: 'gross', label: t('apr.gross'), value: apr.apr, kind: 'sum', note: '—' },
    ...(exposure && apr.apr !== null
      ? [
          { id: 'loss', label: t('apr.loss'), value: exposure.el, kind: 'loss' as const },
          {
            id: 'adjusted',
            label: t('apr.adjusted'),
            value: apr.apr - exposure.el,
            kind: 'sum' as const,
          },
        ]
      : []),
  ]
  return (
    <section className="stack">
      <h2>{t('apr.title')}</h2>
      {apr.apr === null && <p className="muted">{t('apr.none')}</p>}
      {apr.priced < apr.total && (
        <p className="muted">
          <Link href="/risk/assumptions#prices">{t('apr.enterPrice')}</Link>
        </p>
      )}
      <Waterfall
        title={t('apr.caption', { days: apr.days })}
        steps={steps}
        format={(value) => formatPercent(value, { locale: t.locale, decimals: 2 }).text}
      />
    </section>
  )

  /** Who pays, and in which token where the same pays in several. */
  function labelOf(line: RewardLine): string {
    const label = payerOf(line)
    const symbol = network.tokens[line.token as `0x${string}`]?.symbol
    const others = apr.rewards.filter((other) => payerOf(other) === label)
    return symbol && others.length > 1 ? t('apr.inToken', { label, symbol }) : label
  }

  function payerOf({ set, kind, avs }: RewardLine): string {
    if (kind === 'forAll' || kind === 'forAllEarners') return t('apr.pool')
    if (set === null) return t('apr.avs', { avs: nameOf(avs as `0x${string}`) })
    const { avs: of, id } = parseOperatorSetKey(set as OperatorSetKey)
    return t('apr.set', { avs: nameOf(of), id: String(id) })
  }

  function unpriced({ token, tokensPerDay, grossApr }: RewardLine) {
    if (grossApr !== null) return undefined
    const symbol = network.tokens[token as `0x${string}`]?.symbol
    if (!symbol) return t('apr.unpriced')
    const perDay = formatAmount(BigInt(Math.round(tokensPerDay * 10 ** decimals)), decimals, {
      locale: t.locale,
    })
    return t('apr.unpricedDay', { perDay, symbol })
  }
}
