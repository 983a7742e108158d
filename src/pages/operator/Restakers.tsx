import { useState } from 'react'
import { delegatedStake } from '../../data/totals.ts'
import { useRead } from '../../data/useRead.ts'
import type { Address, Operator } from '../../protocol/network/types.ts'
import { concentration } from '../../risk/concentration.ts'
import { Button } from '../../ui/Button.tsx'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { RiskPercent } from '../../ui/Percent.tsx'
import { Progress } from '../../ui/Progress.tsx'
import type { Reading } from '../common/WithNetwork.tsx'
import { historyMessages } from './historyMessages.ts'

/** Up to so many are read without being asked. */
const fewEnough = 200

/** How much of an operator's stake its largest restakers hold. */
export function Restakers({
  network,
  connection,
  operator,
}: Reading & { readonly operator: Operator }) {
  const t = useT(historyMessages)
  const { chain, client, rpcUrl } = connection
  const [asked, setAsked] = useState(false)
  const [done, setDone] = useState(0)
  const wanted = operator.stakers <= fewEnough || asked
  const read = useRead(
    async (signal) => {
      const { readDelegators } = await import('../../protocol/console/readDelegators.ts')
      const now = new Map<Address, number>()
      for (const [staker, delegation] of network.delegations)
        if (delegation.operator === operator.address) now.set(staker, Number(delegation.block))
      const reading = await readDelegators(client, {
        chain,
        operator: operator.address,
        block: network.block,
        strategies: Object.keys(operator.shares ?? {}) as Address[],
        delegations: { now, left: new Map(), movements: [] },
        withdrawalDelay: 0,
        signal,
        onProgress: (count, total) => setDone(total === 0 ? 1 : count / total),
      })
      const values = reading.delegators.flatMap(({ shares }) =>
        shares === null ? [] : [Number(delegatedStake(network, shares)?.wei ?? 0n) / 1e18],
      )
      const sorted = [...values].sort((a, b) => b - a)
      const total = sorted.reduce((sum, value) => sum + value, 0)
      return {
        count: reading.delegators.length,
        unread: reading.delegators.length - values.length,
        total,
        first: (sorted[0] ?? 0) / total,
        ten: sorted.slice(0, 10).reduce((sum, value) => sum + value, 0) / total,
        effective: concentration({ values }).nEff,
      }
    },
    // Once a visit: concentration does not change from block to block.
    wanted ? `${chain.chainId} ${rpcUrl} ${operator.address} ${operator.stakers}` : null,
  )
  const found = read.value
  return (
    <section className="stack">
      <h2>{t('who.title')}</h2>
      {!wanted && (
        <div>
          <Button onClick={() => setAsked(true)}>
            {t('who.ask', { count: operator.stakers })}
          </Button>
        </div>
      )}
      {read.state === 'reading' && found === null && (
        <Progress label={t('who.reading')} value={done} />
      )}
      {read.state === 'failed' && <p className="muted">{t('who.failed')}</p>}
      {found &&
        (found.total === 0 ? (
          <p className="muted">{t('who.none')}</p>
        ) : (
          <dl className="figures">
            <div>
              <dt>{t('who.count')}</dt>
              <dd className="num">{formatCount(found.count, t.locale)}</dd>
            </div>
            <div>
              <dt>{t('who.first')}</dt>
              <dd>
                <RiskPercent value={found.first} />
              </dd>
            </div>
            <div>
              <dt>{t('who.ten')}</dt>
              <dd>
                <RiskPercent value={found.ten} />
              </dd>
            </div>
            <div>
              <dt>{t('who.effective')}</dt>
              <dd className="num">
                {new Intl.NumberFormat(t.locale, { maximumSignificantDigits: 2 }).format(
                  found.effective ?? 0,
                )}
              </dd>
            </div>
          </dl>
        ))}
      {found && found.unread > 0 && (
        <p className="muted small">{t('who.incomplete', { count: found.unread })}</p>
      )}
    </section>
  )
}
