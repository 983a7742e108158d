import type { Address } from '../../protocol/network/types.ts'

/** What a row must tell to be filtered. All fractions; `null` is not known. */
export interface FilterableRow {
  readonly address: Address
  readonly name: string | null
  /** AVSs it is registered with. */
  readonly avss: readonly Address[] | null
  /** AVSs it is registered with or has stake allocated to, now or soon. */
  readonly tiedTo: ReadonlySet<Address> | null
  readonly needsApproval: boolean | null
  readonly slashes: number
  readonly pending: boolean
  readonly stakeWei: bigint | null
  readonly exposure: number | null
  readonly apr: number | null
}

/** `yes` keeps those for whom it is so, `no` the others. */
export type Choice3 = '' | 'yes' | 'no'

/** Everything that narrows the list of operators. */
export interface Filters {
  readonly search: string
  /** Secures all of these. */
  readonly secures: readonly Address[]
  /** Neither secures nor has allocated to any of these. */
  readonly avoids: readonly Address[]
  /** Percent, inclusive. */
  readonly exposureAtMost: number | null
  readonly aprAtLeast: number | null
  readonly open: boolean
  readonly slashed: Choice3
  readonly pending: Choice3
  /** ETH, inclusive. */
  readonly stakeAtLeast: number | null
  readonly stakeAtMost: number | null
}

export type FilterName = keyof Filters

export const noFilters: Filters = {
  search: '',
  secures: [],
  avoids: [],
  exposureAtMost: null,
  aprAtLeast: null,
  open: false,
  slashed: '',
  pending: '',
  stakeAtLeast: null,
  stakeAtMost: null,
}

/** Names in the address. */
const keys = {
  search: 'q',
  secures: 'avs',
  avoids: 'not',
  exposureAtMost: 'risk',
  aprAtLeast: 'apr',
  open: 'open',
  slashed: 'slashed',
  pending: 'pending',
  stakeAtLeast: 'min',
  stakeAtMost: 'max',
} as const satisfies Record<FilterName, string>

/** A list of addresses as it stands in the address; anything else in it is left out. */
export function parseAddresses(text: string | null): readonly Address[] {
  const found = (text ?? '').toLowerCase().match(/0x[0-9a-f]{40}(?![0-9a-f])/g) ?? []
  return [...new Set(found)] as Address[]
}

/** A number not below zero; `null` for everything else. */
export function parseLimit(text: string | null): number | null {
  if (text === null || !/^\d{1,12}([.,]\d{1,18})?$/.test(text.trim())) return null
  return Number(text.trim().replace(',', '.'))
}

const choice = (text: string | null): Choice3 => (text === 'yes' || text === 'no' ? text : '')

/** Filters of an address; what is not understood filters nothing. */
export function parseFilters(query: URLSearchParams): Filters {
  return {
    search: query.get(keys.search) ?? '',
    secures: parseAddresses(query.get(keys.secures)),
    avoids: parseAddresses(query.get(keys.avoids)),
    exposureAtMost: parseLimit(query.get(keys.exposureAtMost)),
    aprAtLeast: parseLimit(query.get(keys.aprAtLeast)),
    open: query.get(keys.open) === '1',
    slashed: choice(query.get(keys.slashed)),
    pending: choice(query.get(keys.pending)),
    stakeAtLeast: parseLimit(query.get(keys.stakeAtLeast)),
    stakeAtMost: parseLimit(query.get(keys.stakeAtMost)),
  }
}

/** Writes filters into an address, leaving the rest of it as it is. */
export function writeFilters(query: URLSearchParams, filters: Filters): URLSearchParams {
  const next = new URLSearchParams(query)
  const set = (name: FilterName, value: string) => {
    if (value === '') next.delete(keys[name])
    else next.set(keys[name], value)
  }
  const limit = (value: number | null) => (value === null ? '' : String(value))
  set('search', filters.search)
  set('secures', filters.secures.join(','))
  set('avoids', filters.avoids.join(','))
  set('exposureAtMost', limit(filters.exposureAtMost))
  set('aprAtLeast', limit(filters.aprAtLeast))
  set('open', filters.open ? '1' : '')
  set('slashed', filters.slashed)
  set('pending', filters.pending)
  set('stakeAtLeast', limit(filters.stakeAtLeast))
  set('stakeAtMost', limit(filters.stakeAtMost))
  return next
}

/** The conditions that are in force. */
export function inForce(filters: Filters): FilterName[] {
  return (Object.keys(noFilters) as FilterName[]).filter((name) => {
    const value = filters[name]
    return Array.isArray(value)
      ? value.length > 0
      : value !== '' && value !== null && value !== false
  })
}

const ETH = 10n ** 18n

/** ETH as wei, exact to a gwei, which is finer than anyone filters. */
const weiOf = (eth: number) => (BigInt(Math.round(eth * 1e9)) * ETH) / 1_000_000_000n

/** Whether a row meets one condition. What is not known meets none that asks for it. */
export function meets(row: FilterableRow, filters: Filters, name: FilterName): boolean {
  switch (name) {
    case 'search': {
      const wanted = filters.search.trim().toLowerCase()
      return (
        wanted === '' ||
        row.address.includes(wanted) ||
        (row.name ?? '').toLowerCase().includes(wanted)
      )
    }
    case 'secures':
      return filters.secures.every((avs) => row.avss?.includes(avs) ?? false)
    case 'avoids':
      return filters.avoids.every((avs) => row.tiedTo !== null && !row.tiedTo.has(avs))
    case 'exposureAtMost':
      return (
        filters.exposureAtMost === null ||
        (row.exposure !== null && row.exposure * 100 <= filters.exposureAtMost + 1e-9)
      )
    case 'aprAtLeast':
      return (
        filters.aprAtLeast === null ||
        (row.apr !== null && row.apr * 100 >= filters.aprAtLeast - 1e-9)
      )
    case 'open':
      return !filters.open || row.needsApproval === false
    case 'slashed':
      return filters.slashed === '' || row.slashes > 0 === (filters.slashed === 'yes')
    case 'pending':
      return filters.pending === '' || row.pending === (filters.pending === 'yes')
    case 'stakeAtLeast':
      return (
        filters.stakeAtLeast === null ||
        (row.stakeWei !== null && row.stakeWei >= weiOf(filters.stakeAtLeast))
      )
    case 'stakeAtMost':
      return (
        filters.stakeAtMost === null ||
        (row.stakeWei !== null && row.stakeWei <= weiOf(filters.stakeAtMost))
      )
  }
}

/** The rows that meet every condition, in their order. */
export function filterRows<Row extends FilterableRow>(
  rows: readonly Row[],
  filters: Filters,
): readonly Row[] {
  const names = inForce(filters)
  return names.length === 0
    ? rows
    : rows.filter((row) => names.every((name) => meets(row, filters, name)))
}
