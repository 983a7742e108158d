import type { LendingState, PoolState } from '../../protocol/markets/types.ts'
import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { Amount } from '../../ui/Amount.tsx'
import { formatDecimal } from '../../ui/format/formatNumber.ts'
import { formatPercent } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Percent } from '../../ui/Percent.tsx'
import { Provenance } from '../../ui/Provenance.tsx'
import { Table } from '../../ui/Table.tsx'
import { messages } from './messages.ts'
import type { Story } from './story.ts'

/** The pool as it was read. */
export function PoolFacts({
  pool,
  block,
  explorer,
}: {
  readonly pool: PoolState
  readonly block: bigint
  readonly explorer: string | undefined
}) {
  const t = useT(messages)
  const { symbol } = pool
  return (
    <section className="stack" aria-labelledby="market-pool">
      <h2 id="market-pool">{t('pool.title')}</h2>
      <dl className="figures">
        <div>
          <dt>{t('pool.ether')}</dt>
          <dd>
            <Provenance kind="chain" source="StableSwapPool.balances" block={block}>
              <Amount value={pool.ether} decimals={18} unit="ETH" />
            </Provenance>
          </dd>
        </div>
        <div>
          <dt>{t('pool.tokens', { symbol })}</dt>
          <dd>
            <Provenance kind="chain" source="StableSwapPool.balances" block={block}>
              <Amount value={pool.tokens} decimals={18} unit={symbol} />
            </Provenance>
          </dd>
        </div>
        <div>
          <dt>{t('pool.amplification')}</dt>
          <dd className="num">
            <Provenance kind="chain" source="StableSwapPool.A" block={block}>
              {String(pool.amplification)}
            </Provenance>
          </dd>
        </div>
        <div>
          <dt>{t('pool.fee')}</dt>
          <dd className="num">{formatPercent(pool.fee, { locale: t.locale, decimals: 2 }).text}</dd>
        </div>
        <div>
          <dt>{t('pool.contract')}</dt>
          <dd>
            <AddressLabel address={pool.pool} explorer={explorer} />
          </dd>
        </div>
      </dl>
    </section>
  )
}

/** The lending market's terms and sums as they were read. */
export function LendingFacts({
  lending,
  block,
  explorer,
}: {
  readonly lending: LendingState
  readonly block: bigint
  readonly explorer: string | undefined
}) {
  const t = useT(messages)
  const { symbol } = lending
  return (
    <section className="stack" aria-labelledby="market-lending">
      <h2 id="market-lending">{t('lending.title')}</h2>
      <dl className="figures">
        <div>
          <dt>{t('lending.supplied', { symbol })}</dt>
          <dd>
            <Provenance kind="chain" source="getReserveData" block={block}>
              <Amount value={lending.supplied} decimals={18} unit={symbol} />
            </Provenance>
          </dd>
        </div>
        <div>
          <dt>{t('lending.lent')}</dt>
          <dd>
            <Provenance kind="chain" source="getReserveData" block={block}>
              <Amount value={lending.lent} decimals={18} unit="ETH" />
            </Provenance>
          </dd>
        </div>
        <div>
          <dt>{t('lending.ltv')}</dt>
          <dd>
            <Percent value={lending.ltv} />
          </dd>
        </div>
        <div>
          <dt>{t('lending.threshold')}</dt>
          <dd>
            <Percent value={lending.threshold} />
          </dd>
        </div>
        <div>
          <dt>{t('lending.bonus')}</dt>
          <dd>
            <Percent value={lending.bonus} />
          </dd>
        </div>
        <div>
          <dt>{t('lending.rate')}</dt>
          <dd>
            <Percent value={lending.borrowRate} />
          </dd>
        </div>
        <div>
          <dt>{t('pool.contract')}</dt>
          <dd>
            <AddressLabel address={lending.pool} explorer={explorer} />
          </dd>
        </div>
      </dl>
    </section>
  )
}

/** How much can be sold before the price has fallen by 1, 5 and 10 %. */
export function DepthTable({ story }: { readonly story: Story }) {
  const t = useT(messages)
  const { depths, pool } = story
  const symbol = story.symbol || t('token')
  const number = (value: number) => <span className="num">{formatDecimal(value, t.locale)}</span>
  return (
    <section className="stack" aria-labelledby="market-depth">
      <h2 id="market-depth">{t('depth.title')}</h2>
      <p className="muted">{t('depth.text')}</p>
      <Table
        caption={t('depth.title')}
        hideCaption
        narrow="scroll"
        rows={depths}
        rowKey={({ fall }) => String(fall)}
        columns={[
          {
            id: 'fall',
            header: t('depth.fall'),
            rowHeader: true,
            cell: ({ fall }) => (
              <span className="num nowrap">
                {formatPercent(-fall, { locale: t.locale, decimals: 0 }).text}
              </span>
            ),
          },
          {
            id: 'sold',
            header: t('depth.sold', { symbol }),
            align: 'end',
            cell: ({ sold }) => number(sold),
          },
          {
            id: 'received',
            header: t('depth.received'),
            align: 'end',
            cell: ({ received }) => number(received),
          },
          {
            id: 'share',
            header: t('depth.share'),
            align: 'end',
            cell: ({ received }) => <Percent value={received / pool.y} />,
          },
        ]}
      />
      {pool.type === 'stable' && <p className="muted small">{t('depth.cliff')}</p>}
    </section>
  )
}
