const paths = {
  overview: 'M4 19V5M4 19h16M8.5 15.5v-4M13 15.5V8M17.5 15.5v-6',
  portfolio: 'M4 8.5h16v11H4zM9 8.5V5h6v3.5M4 13h16',
  deposit: 'M12 4v10M7.5 10 12 14.5 16.5 10M4.5 15v4.5h15V15',
  operators:
    'M9 11.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM3.5 19c.4-3 2.6-4.5 5.5-4.5s5.1 1.5 5.5 4.5M16 5.9a3 3 0 0 1 0 5.2M17.5 14.8c1.8.6 2.9 2 3.1 4.2',
  settings: 'M4 7h9M17 7h3M15 4.8v4.4M4 17h3M11 17h9M9 14.8v4.4M4 12h16',
  chain:
    'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1',
  copy: 'M9 9h10.5v10.5H9zM15 9V4.5H4.5V15H9',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  close: 'M6 6l12 12M18 6 6 18',
  alert: 'M12 4 2.8 19.5h18.4ZM12 10v4.5M12 17v.2',
  info: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 11v5.5M12 7.6v.2',
  external: 'M10 5H5v14h14v-5M13.5 4.5h6v6M19 5l-8.5 8.5',
  up: 'm6 14.5 6-6 6 6',
  down: 'm6 9.5 6 6 6-6',
  sort: 'm8 9.5 4-4 4 4M8 14.5l4 4 4-4',
  right: 'm9.5 6 6 6-6 6',
  retry: 'M19 12a7 7 0 1 1-2.2-5.1M19.5 4v4h-4',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.5V12l3 2',
  table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9',
  chart: 'M4 4v16h16M8.5 15v.2M12 10.5v.2M15 13v.2M18 7v.2',
  wallet: 'M4 7.5h14.5v12H4zM4 7.5 15 4v3.5M15 13.5h.2',
  minus: 'M6 12h12',
} as const

/** The drawings there are. */
export type IconName = keyof typeof paths

export interface IconProps {
  readonly name: IconName
  /** Side in pixels. Default 20. */
  readonly size?: number
}

/** A line drawing in the colour of the words around it. Always beside words, so never read aloud. */
export function Icon({ name, size = 20 }: IconProps) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={size < 18 ? 2 : 1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  )
}
