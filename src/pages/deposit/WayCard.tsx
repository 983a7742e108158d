import { useId } from 'react'
import { Amount } from '../../ui/Amount.tsx'
import { Button } from '../../ui/Button.tsx'
import { Fiat } from '../../ui/Fiat.tsx'
import { formatDuration } from '../../ui/format/formatDate.ts'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Percent, RiskPercent } from '../../ui/Percent.tsx'
import { Provenance } from '../../ui/Provenance.tsx'
import { Pair } from '../../ui/pair/Pair.tsx'
import { commonMessages } from '../common/messages.ts'
import { pairDetails, pairFigures } from '../common/pairFigures.ts'
import type { WayFacts } from './compareWays.ts'
import { compareMessages } from './messages.ts'
import { PoolPair } from './PoolPair.tsx'
import type { WayProps } from './wayProps.ts'

/** What a native validator needs. */
const VALIDATOR = 32n * 10n ** 18n

/** One way in as a column of the comparison; its rows stand beside those of the others. */
export function WayCard({
  fact,
  amount,
  chosen,
  onChoose,
  network,
  ways,
}: WayProps & {
  readonly fact: WayFacts
  readonly amount: bigint | null
  readonly chosen: boolean
  readonly onChoose: () => void
}) {
  const t = useT(compareMessages)
  const id = useId()
  const { way } = fact
  const tooLittle = way === 'native' && amount !== null && amount < VALIDATOR
  const rows = [
    { id: 'hold', value: t(`${way}.hold`) },
    { id: 'layers', value: <Layers fact={fact} network={network} /> },
    { id: 'apr', value: <AprSum fact={fact} /> },
    { id: 'exposure', value: <ExposureSum fact={fact} /> },
    { id: 'out', value: <WayOut fact={fact} network={network} pace={ways?.pace ?? null} /> },
    { id: 'least', value: t(`${way}.least`) },
    { id: 'fee', value: <Fee fact={fact} network={network} /> },
    { id: 'paid', value: <PaidBack fact={fact} /> },
  ] as const
  return (
    <li className={chosen ? 'way card way-chosen' : 'way card'} aria-labelledby={id}>
      <h3 id={id}>{t(`${way}.name`)}</h3>
      <WayPair fact={fact} name={t(`${way}.name`)} />
      <dl className="way-rows">
        {rows.map((row) => (
          <div key={row.id}>
            <dt>{t(`row.${row.id}`)}</dt>
            <dd>{row.value}</dd>
          </div>
        ))}
      </dl>
      <div className="way-go">
        {tooLittle && <p className="small muted">{t('native.tooLittle')}</p>}
        <Button onClick={onChoose} aria-pressed={chosen} aria-describedby={id}>
          {t(chosen ? 'chosen' : 'choose')}
        </Button>
      </div>
    </li>
  )
}

function WayPair({ fact, name }: { readonly fact: WayFacts; readonly name: string }) {
  const t = useT(compareMessages)
  const common = useT(commonMessages)
  const { assessment, gap } = fact
  if (assessment === null) return <PoolPair facts={fact} who={name} variant="row" />
  const { apr, exposure } = pairFigures(assessment, common)
  return (
    <Pair
      who={name}
      apr={gap.apr === null ? apr : { value: fact.apr, reason: t(`gap.${gap.apr}`) }}
      exposure={exposure}
      details={pairDetails(assessment)}
    />
  )
}

const LAYERS = {
  lst: ['ETH', 'stETH', 'EigenLayer'],
  native: ['ETH', 'EigenPod', 'EigenLayer'],
  etherFi: ['ETH', 'EigenLayer', 'eETH'],
} as const

/** On a chain without stETH. */
const TOKEN_LAYERS = ['LST', 'EigenLayer'] as const

function Layers({
  fact: { way, poolParts },
  network,
}: Pick<WayProps, 'network'> & { readonly fact: WayFacts }) {
  // What the pool restakes is a layer of its own where it is not ETH itself.
  const restaked = [
    ...new Set(
      (poolParts ?? []).flatMap(
        ({ strategy }) => network.strategies[strategy]?.token?.symbol ?? [],
      ),
    ),
  ]
  const stEth = Object.values(network.strategies).some(({ isStEth }) => isStEth)
  const [first, ...rest] = way === 'lst' && !stEth ? TOKEN_LAYERS : LAYERS[way]
  return (
    <ol className="way-layers">
      {[first, ...restaked, ...rest].map((layer) => (
        <li key={layer}>{layer}</li>
      ))}
    </ol>
  )
}

function AprSum({ fact }: { readonly fact: WayFacts }) {
  const t = useT(compareMessages)
  const { base, rewards } = fact.aprParts
  const { way, gap } = fact
  if (gap.apr !== null && base === null) return <Missing reason={t(`gap.${gap.apr}`)} />
  return (
    <ul className="way-parts">
      <li>
        {t(`${way}.base`)}{' '}
        {way === 'native' ? (
          <Provenance kind="assumption" source={t('native.baseSource')}>
            <Percent value={base} />
          </Provenance>
        ) : (
          <Percent value={base} />
        )}
      </li>
      {way !== 'etherFi' && (
        <li>
          {t('rewards')} <Percent value={rewards} />
        </li>
      )}
    </ul>
  )
}

function ExposureSum({ fact }: { readonly fact: WayFacts }) {
  const t = useT(compareMessages)
  const { exposureParts, gap } = fact
  if (exposureParts === null)
    return <Missing reason={gap.exposure ? t(`gap.${gap.exposure}`) : undefined} />
  return (
    <ul className="way-parts">
      {(['slashing', 'validators', 'market'] as const).map((part) => (
        <li key={part}>
          {t(`part.${part}`)} <RiskPercent value={-exposureParts[part]} />
        </li>
      ))}
    </ul>
  )
}

function WayOut({
  fact,
  network,
  pace,
}: Pick<WayProps, 'network'> & { readonly fact: WayFacts; readonly pace: number | null }) {
  const t = useT(compareMessages)
  const { way } = fact
  const delay = network.parameters.minWithdrawalDelayBlocks
  return (
    <>
      {way !== 'etherFi' &&
        (delay === null || pace === null ? (
          <Missing reason={t('gap.delay')} />
        ) : (
          <span className="way-delay">
            {t('delay', { blocks: delay, duration: formatDuration(delay * pace, t.locale) })}
          </span>
        ))}{' '}
      {t(`${way}.out`)}
    </>
  )
}

function Fee({ fact, network }: Pick<WayProps, 'network'> & { readonly fact: WayFacts }) {
  const { fee } = fact
  if (fee === null) return <Missing />
  const usd = network.ethUsd === null ? null : (Number(fee) / 1e18) * network.ethUsd.price
  return (
    <>
      <Amount value={fee} decimals={18} unit="ETH" /> {usd !== null && <Fiat value={usd} />}
    </>
  )
}

function PaidBack({ fact }: { readonly fact: WayFacts }) {
  const t = useT(compareMessages)
  const { paidBackDays, apr } = fact
  if (paidBackDays === null)
    return <Missing reason={t(apr === null ? 'gap.noApr' : 'gap.noYield')} />
  if (paidBackDays < 1) return <>{t('paid.day')}</>
  return (
    <>
      {t('paid.days', {
        count: Math.ceil(paidBackDays),
        days: formatCount(Math.ceil(paidBackDays), t.locale),
      })}
    </>
  )
}
