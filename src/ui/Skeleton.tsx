import './Skeleton.css'

export interface SkeletonProps {
  /** Width as CSS writes it. Default 100 %. */
  readonly width?: string
  /** Height as CSS writes it. Default one line of text. */
  readonly height?: string
  /** Lines, the last one shorter. Default 1. */
  readonly lines?: number
}

/** Holds the place of what is being read, at the size it will have. Never read aloud: the region around it carries `aria-busy`. */
export function Skeleton({ width = '100%', height = '1em', lines = 1 }: SkeletonProps) {
  return (
    <span className="skeleton-lines" aria-hidden="true" style={{ width }}>
      {Array.from({ length: lines }, (_, line) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          key={line}
          className="skeleton"
          style={{ width: lines > 1 && line === lines - 1 ? '60%' : '100%', height }}
        />
      ))}
    </span>
  )
}

/** A page before its chunk has arrived. */
export function PageSkeleton({ label }: { readonly label: string }) {
  return (
    <div className="skeleton-page" role="status">
      <span className="visually-hidden">{label}</span>
      <Skeleton width="12rem" height="1.75rem" />
      <Skeleton height="9rem" />
      <Skeleton lines={4} />
    </div>
  )
}
