import type { Scenario } from '../../data/scenario.ts'
import type { Settled } from '../../data/scenarioSettle.ts'
import { Button } from '../../ui/Button.tsx'
import { formatDecimal } from '../../ui/format/formatNumber.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Provenance } from '../../ui/Provenance.tsx'
import { messages } from './messages.ts'
import type { useExitMarket } from './useExitMarket.ts'

/** Where the price of a mass exit comes from: a pool's reserves, the reader, or an assumption, and why. */
export function ExitNote({
  settled: { exit, discountFrom },
  market: { reading, error },
  onChange,
}: {
  readonly settled: Settled
  readonly market: ReturnType<typeof useExitMarket>
  readonly onChange: (change: Partial<Scenario>) => void
}) {
  const t = useT(messages)
  const number = (value: number, digits: number) =>
    formatDecimal(Number(value.toPrecision(digits)), t.locale)
  if (discountFrom === 'reader')
    return (
      <div className="row">
        <Provenance kind="user" source={t('exit.ownSource')}>
          {t('exit.own')}
        </Provenance>
        {exit && (
          <Button kind="quiet" onClick={() => onChange({ discount: null })}>
            {t('exit.usePool')}
          </Button>
        )}
      </div>
    )
  if (exit === null)
    return (
      <p className="small">
        {reading ? (
          t('exit.reading')
        ) : (
          <Provenance kind="assumption" source={t(error ? 'exit.failed' : 'exit.none')}>
            {t('exit.assumed')}
          </Provenance>
        )}
      </p>
    )
  const { market, sold, liquidated, priceBefore, price } = exit
  return (
    <p className="small">
      {t.rich('exit.pool', {
        sold: number(sold, 3),
        symbol: market.pool.symbol,
        tokens: number(Number(market.pool.tokens) / 1e18, 3),
        ether: number(Number(market.pool.ether) / 1e18, 3),
        before: number(priceBefore, 4),
        after: (
          <Provenance key="after" kind="chain" block={market.block} source={t('exit.source')}>
            <span className="num">{number(price, 2)}</span>
          </Provenance>
        ),
      })}{' '}
      {liquidated > 0
        ? t('exit.liquidated', { sold: number(liquidated, 3), symbol: market.pool.symbol })
        : t(market.loans === null ? 'exit.loansUnread' : 'exit.notLiquidated')}{' '}
      {t('exit.alone')}
    </p>
  )
}
