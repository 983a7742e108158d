import { useMemo } from 'react'
import { Link } from 'wouter'
import { cheapness, corruptionOf, type SetFacts, type SetMember } from '../../data/avsFacts.ts'
import { useRead } from '../../data/useRead.ts'
import { type AccountKind, readAccountKinds } from '../../protocol/avs/readAvs.ts'
import type { OperatorSetMetadata } from '../../protocol/metadata/parse.ts'
import { zeroAddress } from '../../protocol/network/types.ts'
import { expectedTime } from '../../protocol/withdrawals/timing.ts'
import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { Amount } from '../../ui/Amount.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { DateTime } from '../../ui/DateTime.tsx'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { formatRisk } from '../../ui/format/formatPercent.ts'
import { Hint } from '../../ui/Hint.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { RiskPercent } from '../../ui/Percent.tsx'
import { Provenance } from '../../ui/Provenance.tsx'
import { VirtualTable } from '../../ui/VirtualTable.tsx'
import { weiOf } from '../avss/weiOf.ts'
import { OwnPriced } from '../common/OwnPriced.tsx'
import { useNameOf } from '../common/useNameOf.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { Corruption } from './Corruption.tsx'
import { messages } from './messages.ts'
import { Stakes } from './Stakes.tsx'
import '../common/common.css'

/** One operator set: who may slash, the stake behind it, what corrupting it costs, its operators. */
export function SetSection({
  facts,
  words,
  ...reading
}: Reading & { readonly facts: SetFacts; readonly words: OperatorSetMetadata | null }) {
  const t = useT(messages)
  const { set } = facts
  const title = words?.name
    ? t('set.named', { name: words.name, id: String(set.id) })
    : t('set.name', { id: String(set.id) })
  const cheap = useMemo(() => cheapness(facts), [facts])
  const half = useMemo(() => corruptionOf(facts, 'delegated')?.half ?? null, [facts])
  const amount = (eth: number) => `${formatAmount(weiOf(eth), 18, { locale: t.locale })} ETH`
  return (
    <section className="stack avs-set" id={`set-${set.id}`} aria-label={title}>
      <h2>
        <bdi>{title}</bdi>
      </h2>
      {words?.description && (
        <p className="who-words">
          <bdi>{words.description}</bdi>
        </p>
      )}
      {cheap?.nextToNothing && half && (
        <Banner kind="warning">
          <strong>
            {t('warning.cheap', {
              cost: amount(half.cost),
              share: formatRisk(cheap.share, { locale: t.locale }).text,
              votes: amount(half.votes),
            })}
          </strong>{' '}
          {t('warning.cheapMeaning')}
        </Banner>
      )}
      <div className="two-columns">
        <SetFigures {...reading} facts={facts} />
        <Conditions words={words} />
      </div>
      <Stakes {...reading} facts={facts} />
      <Corruption facts={facts} block={reading.network.block.number} />
      <Members {...reading} facts={facts} />
    </section>
  )
}

function SetFigures({ network, connection, facts }: Reading & { readonly facts: SetFacts }) {
  const t = useT(messages)
  const { set } = facts
  const { chain, client, rpcUrl } = connection
  const block = network.block.number
  const pending = set.pendingSlasher !== 'none' ? set.pendingSlasher : null
  const asked = [set.slasher, pending?.slasher ?? null].flatMap((address) =>
    address && address !== zeroAddress ? [address] : [],
  )
  const kinds = useRead(
    (signal) => {
      signal.throwIfAborted()
      return readAccountKinds(client, asked, block)
    },
    asked.length > 0 ? `${chain.chainId} ${rpcUrl} ${asked.join()}` : null,
  ).value
  const unread = <Missing reason={t('facts.unread')} />
  function valued(wei: bigint, source: string) {
    const written = (
      <>
        {!facts.complete && <span className="unit">≥ </span>}
        <Amount value={wei} decimals={18} unit="ETH" />
      </>
    )
    return (
      <OwnPriced
        tokens={facts.stakes.map(({ strategy }) => network.strategies[strategy]?.token)}
        otherwise={
          <Provenance kind="chain" block={block} source={source}>
            {written}
          </Provenance>
        }
      >
        {written}
      </OwnPriced>
    )
  }
  const who = (address: `0x${string}`) =>
    address === zeroAddress ? (
      t('kind.none')
    ) : (
      <>
        <AddressLabel address={address} explorer={chain.explorerUrl} />{' '}
        <Kind kind={kinds?.get(address) ?? null} />
      </>
    )
  return (
    <dl className="figures">
      <div>
        <dt>{t('facts.members')}</dt>
        <dd className="num">
          {set.members === null ? unread : formatCount(set.members, t.locale)}
        </dd>
      </div>
      <div>
        <dt>{t('facts.delegated')}</dt>
        <dd>{valued(facts.delegatedWei, t('facts.source.delegated'))}</dd>
      </div>
      <div>
        <dt>{t('facts.slashable')}</dt>
        <dd>{valued(facts.slashableWei, t('facts.source.slashable'))}</dd>
      </div>
      <div>
        <dt>{t('facts.slasher')}</dt>
        <dd className="avs-who">{set.slasher === null ? unread : who(set.slasher)}</dd>
      </div>
      {pending && (
        <div className="avs-pending">
          <dt>
            {t.rich('facts.slasherPending', {
              date: (
                <DateTime
                  timestamp={expectedTime(pending.effectBlock, network.block, chain.blockTime)}
                  now={network.block.timestamp}
                />
              ),
            })}
          </dt>
          <dd className="avs-who">{who(pending.slasher)}</dd>
        </div>
      )}
      <div>
        <dt>{t('facts.recipient')}</dt>
        <dd className="avs-who">
          {set.redistributionRecipient === null ? (
            unread
          ) : set.redistributionRecipient === 'none' ? (
            t('facts.burned')
          ) : (
            <AddressLabel address={set.redistributionRecipient} explorer={chain.explorerUrl} />
          )}
        </dd>
      </div>
      <div>
        <dt>{t('facts.slashes')}</dt>
        <dd>
          {set.slashCount === 0 ? t('facts.never') : t('facts.times', { count: set.slashCount })}
        </dd>
      </div>
    </dl>
  )
}

function Kind({ kind }: { readonly kind: AccountKind | null }) {
  const t = useT(messages)
  if (kind === null) return <span className="unit">{t('kind.unread')}</span>
  if (kind === 'contract') return <span className="unit">{t('kind.contract')}</span>
  return (
    <Hint className="tag tag-warning" content={t('kind.hint.eoa')}>
      {t(`kind.${kind}`)}
    </Hint>
  )
}

function Conditions({ words }: { readonly words: OperatorSetMetadata | null }) {
  const t = useT(messages)
  const conditions = words?.slashingConditions ?? []
  return (
    <section className="stack">
      <h3>{t('conditions.title')}</h3>
      {conditions.length === 0 ? (
        <p className="muted">{t('conditions.none')}</p>
      ) : (
        <ul className="avs-conditions">
          {conditions.map((condition) => (
            <li key={condition}>
              <bdi>{condition}</bdi>
            </li>
          ))}
        </ul>
      )}
      <p className="muted small">{t('conditions.warn')}</p>
    </section>
  )
}

function Members({ facts }: Reading & { readonly facts: SetFacts }) {
  const t = useT(messages)
  const nameOf = useNameOf()
  const total = facts.members.reduce(
    (sum, { registered, delegatedWei }) => (registered ? sum + delegatedWei : sum),
    0n,
  )
  const share = (part: bigint, whole: bigint) =>
    whole === 0n ? null : Number(part) / Number(whole)
  return (
    <section className="stack-s">
      <h3>{t('members.title')}</h3>
      <VirtualTable
        caption={t('members.caption')}
        hideCaption
        rows={facts.members}
        rowKey={({ operator }: SetMember) => operator}
        empty={<p className="muted">{t('members.none')}</p>}
        columns={[
          {
            id: 'operator',
            header: t('members.operator'),
            rowHeader: true,
            cell: ({ operator, registered }) => (
              <>
                <Link href={`/operators/${operator}`}>
                  <bdi>{nameOf(operator)}</bdi>
                </Link>
                {!registered && <span className="unit"> ({t('members.left')})</span>}
              </>
            ),
          },
          {
            id: 'delegated',
            header: t('members.delegated'),
            align: 'end',
            cell: ({ delegatedWei }) => <Amount value={delegatedWei} decimals={18} unit="ETH" />,
          },
          {
            id: 'votes',
            header: t('members.votes'),
            align: 'end',
            cell: ({ delegatedWei, registered }) => (
              <RiskPercent value={registered ? share(delegatedWei, total) : 0} />
            ),
          },
          {
            id: 'slashable',
            header: t('members.slashable'),
            align: 'end',
            cell: ({ slashableWei }) => <Amount value={slashableWei} decimals={18} unit="ETH" />,
          },
          {
            id: 'part',
            header: t('members.part'),
            align: 'end',
            cell: ({ slashableWei, delegatedWei }) => (
              <RiskPercent value={share(slashableWei, delegatedWei)} reason={t('cost.noVotes')} />
            ),
          },
        ]}
      />
    </section>
  )
}
