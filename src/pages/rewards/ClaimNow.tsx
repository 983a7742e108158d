import { useState } from 'react'
import { getAddress } from 'viem'
import { Link } from 'wouter'
import { type EarnerRewards, waitingOf } from '../../protocol/rewards/readRewards.ts'
import { AddressLabel, shortAddress } from '../../ui/AddressLabel.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { buttonClass } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Provenance } from '../../ui/Provenance.tsx'
import { type Column, Table } from '../../ui/Table.tsx'
import { ClaimForm } from './ClaimForm.tsx'
import { messages } from './messages.ts'
import type { Parts } from './parts.ts'
import { TokenAmount, TokenWorth } from './TokenAmount.tsx'
import { type Claimable, claimablesOf, mayClaim, worthOf } from './values.ts'
import { WorthLine } from './WorthLine.tsx'

const example = '{ "rewards": { "kind": "sidecar", "url": "https://…" } }'

/** The page's answer: what can be claimed, by whom, and the way to do it. */
export function ClaimNow({
  earners,
  othersIncomplete,
  onRetry,
  ...parts
}: Parts & {
  /** The page's earner, and those whom the wallet may claim for. */
  readonly earners: readonly EarnerRewards[]
  readonly othersIncomplete: boolean
  readonly onRetry: () => void
}) {
  const { rewards, mine, account, connection } = parts
  const t = useT(messages)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [signing, setSigning] = useState(false)
  const { tokens, ethUsd, block } = rewards
  const active = rewards.roots?.active ?? null
  const rows = claimablesOf(earners)
  const byEarner = new Map(earners.map((entry) => [entry.earner, entry]))
  const right = (row: Claimable) => {
    const entry = byEarner.get(row.earner)
    return entry === undefined ? 'unread' : mayClaim(entry, account)
  }
  const open = (row: Claimable) =>
    (right(row) === 'yes' || right(row) === 'noWallet') && tokens[row.token] !== undefined
  const chosen = rows.filter((row) => open(row) && !left.has(row.key))
  const several = earners.length > 1
  const own = mayClaim(mine, account)
  const names = (row: Claimable) => ({
    amount: `${formatAmount(row.amount, tokens[row.token]?.decimals ?? 18, { locale: t.locale })} ${tokens[row.token]?.symbol ?? shortAddress(row.token)}`,
    earner: shortAddress(getAddress(row.earner)),
  })

  const columns: Column<Claimable>[] = [
    {
      id: 'token',
      header: t('token'),
      rowHeader: true,
      cell: (row) => (
        <label className="claim-choice">
          <input
            type="checkbox"
            aria-label={t('now.choose', names(row))}
            disabled={!open(row)}
            checked={open(row) && !left.has(row.key)}
            onChange={() => {
              const next = new Set(left)
              if (!next.delete(row.key)) next.add(row.key)
              setLeft(next)
            }}
          />
          <span title={getAddress(row.token)}>
            {tokens[row.token]?.symbol ?? shortAddress(getAddress(row.token))}
          </span>
        </label>
      ),
    },
    ...(several
      ? [
          {
            id: 'earner',
            header: t('earner'),
            cell: (row: Claimable) => (
              <>
                <AddressLabel address={getAddress(row.earner)} plain />
                <Blocked reason={right(row)} claimer={byEarner.get(row.earner)?.claimer ?? null} />
              </>
            ),
          },
        ]
      : []),
    {
      id: 'amount',
      header: t('amount'),
      align: 'end',
      cell: (row) => (
        <Provenance
          kind="chain"
          block={block.number}
          source={active && t('source.proof', { index: active.index })}
        >
          <TokenAmount token={tokens[row.token]} amount={row.amount} />
        </Provenance>
      ),
    },
    {
      id: 'value',
      header: t('value'),
      align: 'end',
      cell: (row) => <TokenWorth token={tokens[row.token]} amount={row.amount} ethUsd={ethUsd} />,
    },
  ]
  const waits = mine.tokens.some((row) => (waitingOf(row) ?? 0n) > 0n)

  return (
    <section className="stack" aria-labelledby="claim-now">
      <div className="section-head">
        <h2 id="claim-now">{t('now.title')}</h2>
        {rows.length > 0 && (
          <p className="claim-total">
            <WorthLine worth={worthOf(rows, tokens)} ethUsd={ethUsd} />
          </p>
        )}
      </div>
      {connection.chain.rewards === undefined && (
        <Banner>
          {t.rich('source.none', { example: <code className="claim-example">{example}</code> })}
        </Banner>
      )}
      {rewards.roots === null && (
        <ErrorState compact message={t('roots.unread')} onRetry={onRetry} />
      )}
      {earners.map(
        ({ earner, sourceError }) =>
          sourceError !== null && (
            <ErrorState
              key={earner}
              compact
              name={several ? shortAddress(getAddress(earner)) : undefined}
              message={t('source.failed', { what: t(`source.${sourceError.kind}`) })}
              detail={sourceError.shortMessage}
              onRetry={onRetry}
            />
          ),
      )}
      {several && <p className="muted">{t('now.many', { count: earners.length })}</p>}
      {othersIncomplete && <Banner kind="warning">{t('now.othersIncomplete')}</Banner>}
      {own === 'claimerIsSet' && mine.claimer !== null && (
        <Banner kind="warning">
          {t.rich('now.claimerIsSet', {
            claimer: <span className="mono">{shortAddress(getAddress(mine.claimer))}</span>,
          })}
        </Banner>
      )}
      {own === 'notYours' && <Banner>{t('now.notYours')}</Banner>}
      {rows.length > 0 ? (
        <Table
          caption={t('now.caption')}
          hideCaption
          rows={rows}
          rowKey={(row) => row.key}
          columns={columns}
        />
      ) : (
        connection.chain.rewards !== undefined &&
        mine.sourceError === null &&
        rewards.roots !== null && (
          <EmptyState
            title={active === null ? t('now.noRoot') : t('now.none')}
            {...(waits
              ? {}
              : {
                  action: (
                    <Link className={buttonClass()} href="/operators">
                      {t('now.noneGo')}
                    </Link>
                  ),
                })}
          >
            {t('now.noneText')}
          </EmptyState>
        )
      )}
      {(signing || rows.some(open)) && active !== null && (
        <ClaimForm {...parts} chosen={chosen} rootIndex={active.index} onOpen={setSigning} />
      )}
    </section>
  )
}

/** Why a row cannot be claimed by this wallet. */
function Blocked({
  reason,
  claimer,
}: {
  readonly reason: ReturnType<typeof mayClaim>
  readonly claimer: string | null
}) {
  const t = useT(messages)
  if (reason === 'yes' || reason === 'noWallet') return null
  return (
    <span className="secures-note">
      {reason === 'claimerIsSet'
        ? t('now.blocked.claimerIsSet', { claimer: shortAddress(getAddress(claimer ?? '0x')) })
        : t(`now.blocked.${reason}`)}
    </span>
  )
}
