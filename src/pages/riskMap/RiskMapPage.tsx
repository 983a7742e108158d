import { Suspense, useMemo } from 'react'
import { heatMatrix } from '../../data/heatMap.ts'
import { useJudged } from '../../data/useJudged.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Field } from '../../ui/Field.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Page } from '../../ui/Page.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { RiskTabs } from '../common/RiskTabs.tsx'
import { useQueryState } from '../common/useQueryState.ts'
import { useSubject } from '../common/useSubject.ts'
import { type Reading, WithNetwork } from '../common/WithNetwork.tsx'
import {
  type ReferencePosition,
  referenceAssets,
  useReferencePosition,
} from '../operators/reference.ts'
import { Frontier } from './Frontier.tsx'
import { HeatMap } from './HeatMap.tsx'
import { messages } from './messages.ts'
import '../common/common.css'
import '../operators/explore.css'
import './riskMap.css'

/** All operators at once: what they pay for which exposure, and who may slash them. */
export default function RiskMapPage() {
  const t = useT(messages)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <RiskTabs />
      <WithNetwork>{(reading) => <RiskMap {...reading} />}</WithNetwork>
    </Page>
  )
}

function RiskMap(reading: Reading) {
  const t = useT(messages)
  const { assessor, network } = reading
  const [asset, setAsset] = useQueryState('asset')
  const position = useReferencePosition(assessor, asset, '')
  if (network.operators.length === 0 || position === null) return <EmptyState title={t('none')} />
  return (
    <Suspense fallback={<Skeleton lines={12} />}>
      <div className="map-asset">
        <Field label={t('asset')}>
          {(control) => (
            <select
              {...control}
              className="input"
              value={position.strategy}
              onChange={({ target: { value } }) =>
                setAsset(value === assessor.referenceStrategy ? '' : value)
              }
            >
              {referenceAssets(network).map(({ strategy, symbol }) => (
                <option key={strategy} value={strategy}>
                  {t('asset.one', { symbol })}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Maps {...reading} position={position} />
    </Suspense>
  )
}

function Maps({ position, ...reading }: Reading & { readonly position: ReferencePosition }) {
  const t = useT(messages)
  const { assessor, connection } = reading
  const judged = useJudged(assessor, position.stake)
  const { subject } = useSubject(assessor)
  const [orderText, setOrder] = useQueryState('rows')
  const order = orderText === 'stake' ? 'stake' : 'slashable'
  const { network, assumptions } = judged?.assessor ?? assessor
  const matrix = useMemo(
    () => heatMatrix(network, position.strategy, assumptions.severity, order),
    [network, position.strategy, assumptions.severity, order],
  )
  return (
    <>
      {judged ? (
        <Frontier {...reading} judged={judged} position={position} subject={subject} />
      ) : (
        <Skeleton height="26rem" />
      )}
      {matrix.columns.length === 0 ? (
        <EmptyState title={t('heat.none', { symbol: position.symbol })} />
      ) : (
        <HeatMap
          key={position.strategy}
          matrix={matrix}
          symbol={position.symbol}
          severity={assumptions.severity}
          block={network.block}
          blockTime={connection.chain.blockTime}
          order={order}
          onOrder={(next) => setOrder(next === 'stake' ? 'stake' : '')}
        />
      )}
    </>
  )
}
