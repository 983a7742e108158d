import './common.css'
import { Link } from 'wouter'
import type { Assessment } from '../../data/assessment.ts'
import { isOwnPrice } from '../../data/ownPrices.ts'
import type { Network, OperatorSetKey } from '../../protocol/network/types.ts'
import { parseOperatorSetKey } from '../../protocol/network/types.ts'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { formatDuration } from '../../ui/format/formatDate.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Percent } from '../../ui/Percent.tsx'
import { Provenance } from '../../ui/Provenance.tsx'
import { Table } from '../../ui/Table.tsx'
import { commonMessages } from './messages.ts'
import { partsMessages } from './partsMessages.ts'
import { useNameOf } from './useNameOf.ts'

/** Enough places for a reward of a small stake. */
const rewardDecimals = 12

type Part = {
  id: string
  label: string
  /** An assumption or an own entry stands behind it. */
  kind: 'chain' | 'assumption' | 'user'
  source: string
  apr: number | null
  perDay: string | null
  note?: string | undefined
}

/** The APR taken apart: base, each reward, what the split took, what has no price. */
export function AprParts({
  network,
  assessment,
}: {
  readonly network: Network
  readonly assessment: Assessment
}) {
  const t = useT(partsMessages)
  const common = useT(commonMessages)
  const nameOf = useNameOf()
  const { apr } = assessment
  const native = Object.entries(assessment.stake).some(
    ([strategy, shares]) =>
      shares > 0n && network.strategies[strategy as `0x${string}`]?.kind === 'beaconChainETH',
  )
  const parts: Part[] = [
    {
      id: 'base',
      label: t(native ? 'apr.baseNative' : 'apr.base'),
      kind: native ? 'assumption' : 'chain',
      source: t(native ? 'apr.baseNativeSource' : 'apr.baseSource'),
      apr: apr.base,
      perDay: '',
    },
    ...apr.rewards.map((line): Part => {
      const token = network.tokens[line.token as `0x${string}`]
      const set = line.set === null ? null : parseOperatorSetKey(line.set as OperatorSetKey)
      const pool = line.kind === 'forAll' || line.kind === 'forAllEarners'
      const scaled = BigInt(Math.round(line.tokensPerDay * 10 ** rewardDecimals))
      return {
        id: `${line.kind}${line.avs}${line.set}${line.token}`,
        label: pool
          ? t('apr.pool')
          : set
            ? common('set.name', { avs: nameOf(set.avs), id: String(set.id) })
            : nameOf(line.avs),
        kind: isOwnPrice(token) ? 'user' : 'chain',
        source: isOwnPrice(token)
          ? t('apr.ownPriceSource')
          : token?.priceSource?.kind === 'twap'
            ? t('apr.twapSource', {
                window: formatDuration(token.priceSource.windowSeconds, t.locale),
              })
            : t('apr.rewardSource'),
        apr: line.apr,
        perDay: token
          ? `${formatAmount(scaled, rewardDecimals, { locale: t.locale })} ${token.symbol}`
          : null,
        note: line.apr === null ? t('apr.unpriced') : undefined,
      }
    }),
  ]
  return (
    <section className="stack">
      <h2>{t('apr.title')}</h2>
      <Table
        caption={t('apr.caption', { days: apr.days })}
        narrow="scroll"
        columns={[
          {
            id: 'part',
            header: t('apr.part'),
            rowHeader: true,
            cell: (part) => part.label,
          },
          {
            id: 'perDay',
            header: t('apr.perDay'),
            align: 'end',
            cell: (part) =>
              part.perDay === null ? (
                <Missing reason={common('gap.noToken')} />
              ) : (
                <span className="num">{part.perDay}</span>
              ),
          },
          {
            id: 'apr',
            header: t('apr.value'),
            align: 'end',
            cell: (part) =>
              part.note ? (
                <span className="unit apr-note">{part.note}</span>
              ) : (
                <Provenance kind={part.kind} block={network.block.number} source={part.source}>
                  <Percent value={part.apr} reason={common('gap.noBase')} />
                </Provenance>
              ),
          },
        ]}
        rows={parts}
        rowKey={(part) => part.id}
      />
      {apr.rewards.length === 0 && <p className="muted">{t('apr.none', { days: apr.days })}</p>}
      <dl className="figures">
        <div>
          <dt>{t('apr.total')}</dt>
          <dd>
            <Percent
              value={apr.apr}
              reason={assessment.aprGap ? common(`gap.${assessment.aprGap}`) : undefined}
            />
          </dd>
        </div>
        {apr.splitTaken !== null && apr.splitTaken > 0 && (
          <div>
            <dt>
              {t.rich('apr.splitTaken', {
                note: (
                  <span key="n" className="unit">
                    {t('apr.splitNote')}
                  </span>
                ),
              })}
            </dt>
            <dd>
              <Percent value={apr.splitTaken} />
            </dd>
          </div>
        )}
      </dl>
      {apr.priced < apr.total && (
        <p className="muted">
          {t('apr.pricedNote', { priced: apr.priced, total: apr.total })}{' '}
          <Link href="/risk/assumptions#prices">{t('apr.enterPrice')}</Link>
        </p>
      )}
    </section>
  )
}
