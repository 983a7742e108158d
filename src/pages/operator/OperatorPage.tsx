import { Link, useParams } from 'wouter'
import { delegatedStake } from '../../data/totals.ts'
import { useNames } from '../../data/useNames.ts'
import type { Address, Operator } from '../../protocol/network/types.ts'
import { parseOperatorSetKey, zeroAddress } from '../../protocol/network/types.ts'
import { AddressLabel, shortAddress } from '../../ui/AddressLabel.tsx'
import { Amount } from '../../ui/Amount.tsx'
import { buttonClass } from '../../ui/Button.tsx'
import { DateTime } from '../../ui/DateTime.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { formatPercent, formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Page } from '../../ui/Page.tsx'
import { Provenance } from '../../ui/Provenance.tsx'
import { Pair } from '../../ui/pair/Pair.tsx'
import { AprParts } from '../common/AprParts.tsx'
import { checkAddress } from '../common/checkAddress.ts'
import { ExposureParts } from '../common/ExposureParts.tsx'
import { commonMessages } from '../common/messages.ts'
import { pairDetails, pairFigures } from '../common/pairFigures.ts'
import { SecuredSets } from '../common/SecuredSets.tsx'
import { useNameOf } from '../common/useNameOf.ts'
import { type Reading, WithNetwork } from '../common/WithNetwork.tsx'
import { messages } from './messages.ts'
import { YourStake } from './YourStake.tsx'

/** One operator: who it is, what it secures, what your stake would earn and risk there. */
export default function OperatorPage() {
  const t = useT(messages)
  const names = useNames()
  const { address: text = '' } = useParams<{ address: string }>()
  const checked = checkAddress(text)
  const address = 'address' in checked ? (checked.address.toLowerCase() as Address) : null
  const name = address && names.get(address)?.name
  return (
    <Page title={name ?? t('title')} lead={t('lead')}>
      {address === null ? (
        <ErrorState message={t('address.wrong')} detail={text} />
      ) : (
        <WithNetwork>{(reading) => <Found {...reading} address={address} />}</WithNetwork>
      )}
    </Page>
  )
}

function Found({ address, ...reading }: Reading & { address: Address }) {
  const t = useT(messages)
  const operator = reading.network.operators.find((candidate) => candidate.address === address)
  if (!operator)
    return (
      <EmptyState
        title={t('absent.title')}
        action={
          <Link className={buttonClass('plain')} href="/operators">
            {t('absent.back')}
          </Link>
        }
      >
        {t('absent.text')}
      </EmptyState>
    )
  return <OperatorDetails {...reading} operator={operator} />
}

function OperatorDetails({ operator, ...reading }: Reading & { operator: Operator }) {
  const t = useT(messages)
  const common = useT(commonMessages)
  const names = useNames()
  const { network, assessor, connection } = reading
  const reference = assessor.reference(operator.address)
  const profile = names.get(operator.address)
  const symbol = assessor.referenceSymbol
  return (
    <>
      <div className="stack">
        <AddressLabel address={operator.address} explorer={connection.chain.explorerUrl} />
        {profile?.description && <p>{profile.description}</p>}
        {profile?.website && (
          <p>
            <a href={profile.website} target="_blank" rel="noreferrer nofollow">
              {t('website')}: <bdi>{profile.website}</bdi>
            </a>
          </p>
        )}
      </div>
      <section className="stack">
        <h2>{t('reference.title', { symbol })}</h2>
        <Pair
          variant="header"
          {...pairFigures(reference, common)}
          details={pairDetails(reference)}
          who={common('who.reference', { symbol })}
        />
      </section>
      <Facts {...reading} operator={operator} />
      <YourStake {...reading} operator={operator} />
      <section className="stack">
        <h2>{common('secures.title')}</h2>
        <SecuredSets network={network} operator={operator} />
      </section>
      {reference && (
        <div className="two-columns">
          <AprParts network={network} assessment={reference} />
          <ExposureParts network={network} assessment={reference} />
        </div>
      )}
      <Slashes {...reading} operator={operator} />
    </>
  )
}

function Facts({ network, operator }: Reading & { operator: Operator }) {
  const t = useT(messages)
  const block = network.block.number
  const stake = delegatedStake(network, operator.shares)
  const unread = <Missing reason={t('facts.unread')} />
  const percent = (bips: number) => formatPercent(bips / 10_000, { locale: t.locale }).text
  const splits = [
    ...new Set((operator.registeredSets ?? []).flatMap((set) => operator.splits.sets[set] ?? [])),
  ].sort((a, b) => a - b)
  const slashes = network.slashes.filter((slash) => slash.operator === operator.address).length
  const fallback = network.parameters.defaultOperatorSplitBips
  return (
    <dl className="figures">
      <div>
        <dt>{t('facts.stake')}</dt>
        <dd>
          {stake === null ? (
            unread
          ) : (
            <Provenance kind="chain" block={block} source="DelegationManager.getOperatorShares">
              <Amount value={stake.wei} decimals={18} unit="ETH" />
            </Provenance>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('facts.stakers')}</dt>
        <dd className="num">{formatCount(operator.stakers, t.locale)}</dd>
      </div>
      <div>
        <dt>{t('facts.delay')}</dt>
        <dd>
          {operator.allocationDelay === null
            ? unread
            : operator.allocationDelay.isSet
              ? t('facts.delayBlocks', { count: operator.allocationDelay.blocks })
              : t('facts.delayUnset')}
        </dd>
      </div>
      <div>
        <dt>{t('facts.split')}</dt>
        <dd className="num">
          {splits.length > 0
            ? splits.map(percent).join(', ')
            : fallback === null
              ? unread
              : t('facts.splitDefault', { split: percent(fallback) })}
        </dd>
      </div>
      <div>
        <dt>{t('facts.approver')}</dt>
        <dd>
          {operator.delegationApprover === null
            ? unread
            : operator.delegationApprover === zeroAddress
              ? t('facts.open')
              : t('facts.approval', { approver: shortAddress(operator.delegationApprover) })}
        </dd>
      </div>
      <div>
        <dt>{t('facts.slashes')}</dt>
        <dd>{slashes === 0 ? t('facts.never') : t('facts.times', { count: slashes })}</dd>
      </div>
    </dl>
  )
}

function Slashes({ network, operator }: Reading & { operator: Operator }) {
  const t = useT(messages)
  const nameOf = useNameOf()
  const slashes = network.slashes.filter((slash) => slash.operator === operator.address)
  if (slashes.length === 0) return null
  return (
    <section className="stack">
      <h2>{t('slashes.title')}</h2>
      <ul className="stack">
        {slashes.map((slash) => {
          const { avs, id } = parseOperatorSetKey(slash.set)
          return (
            <li key={`${slash.block}${slash.set}`}>
              <DateTime timestamp={slash.timestamp} now={network.block.timestamp} />
              {' · '}
              {t('slashes.by', { avs: nameOf(avs), id: String(id) })}
              {' · '}
              {slash.strategies
                .map((strategy, index) =>
                  t('slashes.taken', {
                    share: formatRisk(Number(slash.wadSlashed[index] ?? 0n) / 1e18, {
                      locale: t.locale,
                    }).text,
                    strategy: network.strategies[strategy]?.token?.symbol ?? shortAddress(strategy),
                  }),
                )
                .join(', ')}
              {slash.description !== '' && (
                <span className="secures-note">
                  <bdi>{slash.description.slice(0, 280)}</bdi>
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
