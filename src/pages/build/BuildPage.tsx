import { useMemo } from 'react'
import { Link } from 'wouter'
import {
  bestSpread,
  build,
  candidatesOf,
  type SpreadOffer,
  spreadExposure,
  type Wishes,
  type WishName,
} from '../../data/exposureBuilder.ts'
import { type Judged, useJudged } from '../../data/useJudged.ts'
import { useRead } from '../../data/useRead.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { formatList } from '../../ui/format/formatList.ts'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { formatRisk } from '../../ui/format/formatPercent.ts'
import { Hint } from '../../ui/Hint.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Page } from '../../ui/Page.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { Pair } from '../../ui/pair/Pair.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Table } from '../../ui/Table.tsx'
import { VirtualTable } from '../../ui/VirtualTable.tsx'
import { commonMessages } from '../common/messages.ts'
import { pairDetails, pairFigures } from '../common/pairFigures.ts'
import { useNameOf } from '../common/useNameOf.ts'
import { useQueryState } from '../common/useQueryState.ts'
import { type Reading, WithNetwork } from '../common/WithNetwork.tsx'
import { AvsPicker } from '../operators/AvsPicker.tsx'
import { ExploreNav } from '../operators/ExploreNav.tsx'
import { filterMessages } from '../operators/filterMessages.ts'
import { parseAddresses, parseLimit } from '../operators/filters.ts'
import { LimitField } from '../operators/LimitField.tsx'
import { ReferenceBar } from '../operators/ReferenceBar.tsx'
import { type ReferencePosition, useReferencePosition } from '../operators/reference.ts'
import { messages } from './messages.ts'
import '../common/common.css'
import './build.css'

/** From AVSs that one would secure, a ceiling and a floor to the operators that fit, and to a spread over several. */
export default function BuildPage() {
  const t = useT(messages)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <ExploreNav />
      <WithNetwork>{(reading) => <Positioned {...reading} />}</WithNetwork>
    </Page>
  )
}

function Positioned(reading: Reading) {
  const t = useT(messages)
  const [asset] = useQueryState('asset')
  const [amount] = useQueryState('amount')
  const position = useReferencePosition(reading.assessor, asset, amount)
  if (position === null) return <EmptyState title={t('reference.none')} />
  return <Builder {...reading} position={position} />
}

function Builder({ assessor, position }: Reading & { readonly position: ReferencePosition }) {
  const t = useT(messages)
  const filter = useT(filterMessages)
  const [, setAsset] = useQueryState('asset')
  const [, setAmount] = useQueryState('amount')
  const [willingText, setWilling] = useQueryState('yes')
  const [refusedText, setRefused] = useQueryState('no')
  const [exposureText, setExposure] = useQueryState('risk')
  const [aprText, setApr] = useQueryState('apr')
  const [openText, setOpen] = useQueryState('open')
  const judged = useJudged(assessor, position.stake)
  const wishes = useMemo((): Wishes => {
    const percent = (text: string) => {
      const value = parseLimit(text || null)
      return value === null ? null : value / 100
    }
    return {
      willing: parseAddresses(willingText),
      refused: parseAddresses(refusedText),
      exposureAtMost: percent(exposureText),
      aprAtLeast: percent(aprText),
      open: openText === '1',
    }
  }, [willingText, refusedText, exposureText, aprText, openText])
  const { network } = assessor
  const limit = (value: number | null) => (value === null ? '' : String(value))
  return (
    <>
      <div className="card stack">
        <ReferenceBar
          network={network}
          position={position}
          onAmount={(text) => setAmount(text === '1' ? '' : text)}
          onAsset={(strategy) => setAsset(strategy === assessor.referenceStrategy ? '' : strategy)}
        />
        <div className="operators-fields">
          <AvsPicker
            label={t('willing')}
            hint={t('willing.hint')}
            network={network}
            chosen={wishes.willing}
            onChange={(chosen) => setWilling(chosen.join(','))}
          />
          <AvsPicker
            label={t('refused')}
            hint={t('refused.hint')}
            network={network}
            chosen={wishes.refused}
            onChange={(chosen) => setRefused(chosen.join(','))}
          />
          <LimitField
            label={t('exposure')}
            unit={filter('percent')}
            value={parseLimit(exposureText || null)}
            onChange={(value) => setExposure(limit(value))}
          />
          <LimitField
            label={t('apr')}
            unit={filter('percent')}
            value={parseLimit(aprText || null)}
            onChange={(value) => setApr(limit(value))}
          />
        </div>
        <label className="operators-check">
          <input
            type="checkbox"
            checked={wishes.open}
            onChange={(event) => setOpen(event.target.checked ? '1' : '')}
          />
          <span>{filter('open.label')}</span>
        </label>
      </div>
      {judged ? (
        <Result judged={judged} position={position} wishes={wishes} />
      ) : (
        <Skeleton lines={8} />
      )}
    </>
  )
}

function Result({
  judged,
  position,
  wishes,
}: {
  readonly judged: Judged
  readonly position: ReferencePosition
  readonly wishes: Wishes
}) {
  const t = useT(messages)
  const common = useT(commonMessages)
  const nameOf = useNameOf()
  const candidates = useMemo(() => candidatesOf(judged.assessor, judged.of), [judged])
  const built = useMemo(() => build(candidates, wishes), [candidates, wishes])
  return (
    <>
      <section className="stack-s build-fit">
        <div role="status">
          <h2>
            {built.fits.length === 0 ? t('fit.none') : t('fit.title', { count: built.fits.length })}
          </h2>
        </div>
        {built.fits.length > 0 && (
          <>
            <p className="muted small">
              {t('fit.reference', { amount: position.amount, symbol: position.symbol })}
            </p>
            <VirtualTable
              caption={t('fit.caption')}
              hideCaption
              rows={built.fits}
              rowKey={({ operator }) => operator}
              columns={[
                {
                  id: 'operator',
                  header: t('column.operator'),
                  rowHeader: true,
                  cell: ({ operator }) => (
                    <Link href={`/operators/${operator}`}>
                      <bdi>{nameOf(operator)}</bdi>
                    </Link>
                  ),
                },
                {
                  id: 'rank',
                  header: t('column.rank'),
                  align: 'end',
                  cell: ({ rank }) => <span className="num">{formatCount(rank, t.locale)}</span>,
                },
                {
                  id: 'pair',
                  header: t('column.pair'),
                  wide: true,
                  cell: ({ operator }) => {
                    const assessment = judged.of.get(operator) ?? null
                    return (
                      <Pair
                        {...pairFigures(assessment, common)}
                        details={pairDetails(assessment)}
                        who={nameOf(operator)}
                      />
                    )
                  },
                },
                {
                  id: 'avss',
                  header: t('column.avss'),
                  cell: ({ tiedTo }) =>
                    tiedTo === null ? (
                      <Missing reason={t('avss.unread')} />
                    ) : tiedTo.size === 0 ? (
                      <span className="unit">{t('avss.nobody')}</span>
                    ) : (
                      <span className="small">
                        <bdi>{formatList([...tiedTo].map(nameOf), t.locale)}</bdi>
                      </span>
                    ),
                },
              ]}
            />
          </>
        )}
      </section>
      <div className="two-columns">
        <TurnedAway built={built} wishes={wishes} />
        <Spread
          judged={judged}
          candidates={candidates}
          wishes={wishes}
          fits={built.fits.length > 0}
        />
      </div>
    </>
  )
}

const order: readonly WishName[] = ['willing', 'refused', 'exposure', 'apr', 'open', 'unknown']

function TurnedAway({
  built,
  wishes,
}: {
  readonly built: ReturnType<typeof build>
  readonly wishes: Wishes
}) {
  const t = useT(messages)
  const nameOf = useNameOf()
  const rows = order.filter((name) => (built.turnedAway[name] ?? 0) > 0)
  const value = (fraction: number | null) => Math.round((fraction ?? 0) * 1e6) / 1e4
  const say = (name: WishName) =>
    name === 'exposure'
      ? t('out.exposure', { value: value(wishes.exposureAtMost) })
      : name === 'apr'
        ? t('out.apr', { value: value(wishes.aprAtLeast) })
        : t(`out.${name}`)
  return (
    <section className="stack">
      <h2>{t('out.title')}</h2>
      {rows.length === 0 ? (
        <p className="muted">{t('out.nobody')}</p>
      ) : (
        <Table
          caption={t('out.caption')}
          hideCaption
          narrow="scroll"
          rows={rows}
          rowKey={(name) => name}
          columns={[
            {
              id: 'condition',
              header: t('out.condition'),
              rowHeader: true,
              cell: (name) => say(name),
            },
            {
              id: 'count',
              header: t('out.count'),
              align: 'end',
              cell: (name) => (
                <span className="num">{formatCount(built.turnedAway[name] ?? 0, t.locale)}</span>
              ),
            },
            {
              id: 'only',
              header: t('out.only'),
              align: 'end',
              cell: (name) => {
                const alone = built.only[name] ?? []
                const count = <span className="num">{formatCount(alone.length, t.locale)}</span>
                return alone.length === 0 ? (
                  count
                ) : (
                  <Hint content={<bdi>{formatList(alone.slice(0, 12).map(nameOf), t.locale)}</bdi>}>
                    {count}
                  </Hint>
                )
              },
            },
          ]}
        />
      )}
    </section>
  )
}

function Spread({
  judged,
  candidates,
  wishes,
  fits,
}: {
  readonly judged: Judged
  readonly candidates: ReturnType<typeof candidatesOf>
  readonly wishes: Wishes
  readonly fits: boolean
}) {
  const t = useT(messages)
  const { assessor, stake } = judged
  const key = `${assessor.network.block.number} ${JSON.stringify(wishes)} ${Object.entries(stake).join()}`
  const read = useRead(() => bestSpread(candidates, wishes, spreadExposure(assessor, stake)), key)
  return (
    <section className="stack">
      <h2>{t('one.title')}</h2>
      <p>{t('one.text')}</p>
      {read.state === 'reading' && read.value === null ? (
        <Progress label={t('split.looking')} value={null} />
      ) : read.value ? (
        <Offer offer={read.value} fits={fits} judged={judged} />
      ) : (
        read.state === 'done' && <p className="muted">{t('split.none')}</p>
      )}
    </section>
  )
}

function Offer({
  offer,
  fits,
  judged,
}: {
  readonly offer: SpreadOffer
  readonly fits: boolean
  readonly judged: Judged
}) {
  const t = useT(messages)
  const nameOf = useNameOf()
  const count = offer.parts.length
  // As far short of all prices as the part that knows the fewest.
  const [priced] = offer.parts
    .flatMap(({ operator }) => judged.of.get(operator)?.apr ?? [])
    .filter(({ priced, total }) => priced < total)
    .sort((a, b) => a.priced / a.total - b.priced / b.total)
  return (
    <div className="card stack-s">
      <h3>{t(fits ? 'split.title' : 'split.titleFits', { count })}</h3>
      <Pair
        apr={{
          value: offer.apr,
          ...(priced ? { priced: { priced: priced.priced, all: priced.total } } : {}),
        }}
        exposure={{ value: offer.exposure }}
        who={t('split.who')}
      />
      <ul className="build-parts">
        {offer.parts.map(({ operator, share }) => (
          <li key={operator}>
            {t.rich('split.part', {
              share: formatRisk(share, { locale: t.locale }).text,
              operator: (
                <Link href={`/operators/${operator}`}>
                  <bdi>{nameOf(operator)}</bdi>
                </Link>
              ),
            })}
          </li>
        ))}
      </ul>
      <p className="muted small">{t('split.why')}</p>
    </div>
  )
}
