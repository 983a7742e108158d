import type { EtherFi } from '../../protocol/etherfi/readEtherFi.ts'
import { WAD } from '../../protocol/network/types.ts'
import { Amount } from '../../ui/Amount.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import type { WayFacts } from './compareWays.ts'
import type { Act } from './EtherFiWay.tsx'
import { etherFiMessages, messages } from './messages.ts'
import { PoolPair } from './PoolPair.tsx'

/** What an act gives: the other token at the rate of now, and the pool's own pair. */
export function EtherFiEffects({
  act,
  amount,
  pool,
  facts,
}: {
  readonly act: Act
  readonly amount: bigint | null
  readonly pool: EtherFi | null
  readonly facts: WayFacts | null
}) {
  const t = useT(etherFiMessages)
  const page = useT(messages)
  const rate = pool?.rate ?? null
  if (amount === null) return <p className="muted">{page('after.enter')}</p>
  const gets =
    act === 'deposit'
      ? amount
      : rate === null || rate === 0n
        ? null
        : act === 'wrap'
          ? (amount * WAD) / rate
          : (amount * rate) / WAD
  return (
    <div className="stack">
      <PoolPair facts={facts} />
      <dl className="figures">
        <div>
          <dt>{t('give')}</dt>
          <dd>
            <Amount
              value={amount}
              decimals={18}
              unit={act === 'deposit' ? 'ETH' : act === 'wrap' ? 'eETH' : 'weETH'}
            />
          </dd>
        </div>
        <div>
          <dt>{t('get')}</dt>
          <dd>
            <Amount
              value={gets}
              decimals={18}
              unit={act === 'wrap' ? 'weETH' : 'eETH'}
              reason={t('rate.unread')}
            />
          </dd>
        </div>
      </dl>
      <p className="muted">{t(act === 'deposit' ? 'get.deposit' : 'get.same')}</p>
    </div>
  )
}
