import './Logo.css'

/** Keel's mark: the waterline, and below it the fin that keeps the ship upright. */
export function Mark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M3 11h26" stroke="var(--apr)" strokeWidth="2.5" strokeLinecap="round" />
      <path
        d="M8 15h16c-1 3.4-3.4 5.3-6 6l-.8 7h-2.4L14 21c-2.6-.7-5-2.6-6-6Z"
        fill="currentColor"
      />
    </svg>
  )
}

/** Mark and name together. */
export function Logo() {
  return (
    <span className="logo">
      <Mark />
      <span>Keel</span>
    </span>
  )
}
