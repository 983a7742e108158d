import { formatCount } from './format/formatNumber.ts'
import { useT } from './i18n/useT.ts'
import { uiMessages } from './messages.ts'

export interface BlockNumberProps {
  readonly number: bigint
  /** Address of the chain's explorer, where it has one. */
  readonly explorer?: string | undefined
  /** Only the digits, where the words around say that it is a block. */
  readonly bare?: boolean
}

/** The address of a page of the explorer; undefined for anything that is not a web address. */
export function explorerLink(
  explorer: string | undefined,
  kind: 'block' | 'address' | 'tx',
  id: string,
): string | undefined {
  if (explorer === undefined || !/^https?:\/\//i.test(explorer)) return undefined
  return `${explorer.replace(/\/+$/, '')}/${kind}/${encodeURIComponent(id)}`
}

/** A block's number, a link where the chain has an explorer. */
export function BlockNumber({ number, explorer, bare = false }: BlockNumberProps) {
  const t = useT(uiMessages)
  const text = bare ? formatCount(number, t.locale) : t('block.label', { number })
  const href = explorerLink(explorer, 'block', number.toString())
  if (href === undefined) return <span className="num nowrap">{text}</span>
  return (
    <a className="num nowrap" href={href} target="_blank" rel="noreferrer">
      {text}
    </a>
  )
}
