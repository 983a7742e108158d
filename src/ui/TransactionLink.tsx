import { explorerLink } from './BlockNumber.tsx'

/** A transaction by the beginning of its hash; a link where there is an explorer. */
export function TransactionLink({
  hash,
  explorer,
}: {
  readonly hash: string
  readonly explorer: string | undefined
}) {
  const href = explorerLink(explorer, 'tx', hash)
  const short = `${hash.slice(0, 10)}…`
  return href === undefined ? (
    <span className="mono" title={hash}>
      {short}
    </span>
  ) : (
    <a className="mono" href={href} target="_blank" rel="noreferrer" title={hash}>
      {short}
    </a>
  )
}
