import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Connection } from '../../data/KeelProvider.tsx'
import { formatDuration } from '../../ui/format/formatDate.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { messages } from './messages.ts'

/**
 * The time until a moment of the chain's clock. It runs on between two blocks by a clock that never jumps, whatever
 * the computer's calendar says; nothing is enabled by it.
 */
export function Countdown({
  until,
  connection,
}: {
  /** Unix seconds. */
  readonly until: number
  readonly connection: Connection
}) {
  const t = useT(messages)
  const { head } = useSyncExternalStore(connection.head.subscribe, connection.head.getSnapshot)
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  if (head === null) return null
  const since = Math.max(0, (now - head.seenAt) / 1_000)
  const left = Math.floor(until - Number(head.timestamp) - since)
  return (
    <span className="num nowrap">
      {left > 0 ? t('waiting.in', { time: formatDuration(left, t.locale) }) : t('waiting.next')}
    </span>
  )
}
