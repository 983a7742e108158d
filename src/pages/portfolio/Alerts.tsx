import { useEffect, useMemo, useRef, useState } from 'react'
import { Link } from 'wouter'
import { type Alert, alertsOf } from '../../data/alerts.ts'
import type { Address, Position } from '../../protocol/network/types.ts'
import { zeroAddress } from '../../protocol/network/types.ts'
import { expectedTime } from '../../protocol/withdrawals/timing.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { DateTime } from '../../ui/DateTime.tsx'
import { formatPercent, formatRisk } from '../../ui/format/formatPercent.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { readStored, writeStored } from '../../ui/storage.ts'
import { showToast } from '../../ui/toast.ts'
import { commonMessages } from '../common/messages.ts'
import { useNameOf } from '../common/useNameOf.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { alertMessages, alertSentence } from './alertWords.ts'
import './alerts.css'

/** Worth a look, and not yet anything to act upon. */
const calm: ReadonlySet<Alert['kind']> = new Set([
  'deallocationPending',
  'withdrawalSoon',
  'metadataChanged',
  'rewardClaimable',
  'withdrawalReady',
])

/** What the chain has to tell a restaker, each with its date, its effect and what can be done. */
export function Alerts({
  network,
  assessor,
  connection,
  position,
  claimable,
}: Reading & {
  readonly position: Position
  readonly claimable?: readonly { token: Address; amount: bigint }[] | undefined
}) {
  const t = useT(alertMessages)
  const common = useT(commonMessages)
  const nameOf = useNameOf()
  const operator = position.delegatedTo ?? zeroAddress
  const alerts = useMemo(
    () => alertsOf({ network, position, assessor, ...(claimable ? { claimable } : {}) }),
    [network, position, assessor, claimable],
  )
  const context = { t, common, network, nameOf, operator }
  const sentences = alerts.map((alert) => ({ alert, text: alertSentence(alert, context) }))
  const notifying = useNotifications(sentences, (count) => t('notify.title', { count }))
  return (
    <section className="stack">
      <div className="row alerts-head">
        <h2>{t('title')}</h2>
        {'Notification' in window && (
          <Button onClick={() => notifying.toggle(() => showToast('error', t('notify.denied')))}>
            {t(notifying.on ? 'notify.off' : 'notify.on')}
          </Button>
        )}
      </div>
      {sentences.length === 0 ? (
        <p className="muted">{t('none')}</p>
      ) : (
        <ul className="alerts">
          {sentences.map(({ alert, text }) => (
            <li key={alert.id} className={calm.has(alert.kind) ? 'alert-calm' : 'alert-act'}>
              <Icon name={calm.has(alert.kind) ? 'info' : 'alert'} size={18} />
              <div className="stack-s">
                <p>
                  <bdi>{text}</bdi>
                </p>
                <Consequence
                  alert={alert}
                  head={network.block}
                  pace={connection.chain.blockTime}
                  t={t}
                />
              </div>
              <Action alert={alert} operator={operator} t={t} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

type Words = ReturnType<typeof useT<typeof alertMessages.en>>

/** When it counts, and what it does to the two figures. */
function Consequence({
  alert,
  head,
  pace,
  t,
}: {
  readonly alert: Alert
  readonly head: { number: bigint; timestamp: bigint }
  readonly pace: number
  readonly t: Words
}) {
  const block =
    'effectBlock' in alert ? alert.effectBlock : 'block' in alert ? alert.block : undefined
  const past = 'timestamp' in alert ? alert.timestamp : undefined
  const lines: React.ReactNode[] = []
  if (block !== undefined)
    lines.push(
      t.rich('about', {
        date: (
          <DateTime timestamp={Math.round(expectedTime(block, head, pace))} now={head.timestamp} />
        ),
      }),
    )
  if (past !== undefined) lines.push(<DateTime timestamp={past} now={head.timestamp} />)
  if (alert.kind === 'allocationPending')
    lines.push(alert.leaveBy === null ? t('tooLate') : t('leaveBy', { block: alert.leaveBy }))
  if (alert.kind === 'allocationPending' || alert.kind === 'deallocationPending') {
    const { before, after } = alert
    if (before.exposure && after.exposure) {
      const risk = (value: number) => formatRisk(-value, { locale: t.locale }).text
      lines.push(
        t('effect', {
          before: risk(before.exposure.exposure),
          after: risk(after.exposure.exposure),
        }),
      )
    }
  }
  if (alert.kind === 'splitPending' || alert.kind === 'splitChanged')
    lines.push(t('splitEffect', { keeps: formatPercent(alert.keeps, { locale: t.locale }).text }))
  return lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one alert keep their order
    <p key={index} className="muted">
      {line}
    </p>
  ))
}

function Action({
  alert,
  operator,
  t,
}: {
  readonly alert: Alert
  readonly operator: Address
  readonly t: Words
}) {
  const [href, key] =
    alert.kind === 'withdrawalReady'
      ? (['/withdraw', 'act.complete'] as const)
      : alert.kind === 'rewardClaimable'
        ? (['/rewards', 'act.claim'] as const)
        : alert.kind === 'withdrawalSoon' ||
            alert.kind === 'allocationPending' ||
            alert.kind === 'belowRate' ||
            alert.kind === 'feedStale'
          ? (['/withdraw', 'act.withdraw'] as const)
          : ([`/operators/${operator}`, 'act.operator'] as const)
  return (
    <Link className={buttonClass('plain')} href={href}>
      {t(key)}
    </Link>
  )
}

const notifyKey = 'keel.notify'

/** The browser's own notifications of alerts that were not there before, while the page is open. */
function useNotifications(
  sentences: readonly { alert: Alert; text: string }[],
  title: (count: number) => string,
) {
  const [on, setOn] = useState(
    () =>
      readStored(notifyKey) === '1' &&
      'Notification' in window &&
      Notification.permission === 'granted',
  )
  const known = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    const before = known.current
    known.current = new Set(sentences.map(({ alert }) => alert.id))
    if (!on || before === null) return
    const fresh = sentences.filter(({ alert }) => !before.has(alert.id))
    if (fresh.length > 0)
      new Notification(title(fresh.length), { body: fresh.map(({ text }) => text).join('\n') })
  }, [sentences, on, title])
  return {
    on,
    toggle(denied: () => void) {
      if (on) {
        setOn(false)
        writeStored(notifyKey, null)
        return
      }
      void Notification.requestPermission().then((permission) => {
        if (permission !== 'granted') return denied()
        writeStored(notifyKey, '1')
        setOn(true)
      })
    },
  }
}
