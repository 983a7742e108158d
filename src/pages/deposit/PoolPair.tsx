import { useT } from '../../ui/i18n/useT.ts'
import { Pair } from '../../ui/pair/Pair.tsx'
import type { WayFacts } from './compareWays.ts'
import { compareMessages } from './messages.ts'

/** APR and exposure of a way that is a pool, with the reason where one is missing. */
export function PoolPair({
  facts,
  who,
  variant = 'header',
}: {
  readonly facts: WayFacts | null
  readonly who?: string
  readonly variant?: 'header' | 'row'
}) {
  const t = useT(compareMessages)
  const exposure = facts?.exposure ?? null
  const reasonOf = (gap: WayFacts['gap']['apr'] | undefined) => ({
    reason: t(`gap.${gap ?? 'reading'}`),
  })
  return (
    <Pair
      variant={variant}
      who={who}
      apr={{
        value: facts?.apr ?? null,
        ...(facts?.apr == null ? reasonOf(facts?.gap.apr) : {}),
      }}
      exposure={
        exposure
          ? {
              value: exposure.exposure,
              range: { low: exposure.range[0], high: exposure.range[1] },
            }
          : { value: null, ...reasonOf(facts?.gap.exposure) }
      }
      details={
        exposure
          ? {
              expectedLoss: exposure.el,
              contractFailure: exposure.contractFailure.p,
              maxSlashable: exposure.maxSlashable,
              breakEven: null,
            }
          : undefined
      }
    />
  )
}
