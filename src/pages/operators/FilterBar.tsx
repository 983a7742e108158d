import { type ReactNode, useId, useState } from 'react'
import type { Network } from '../../protocol/network/types.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { SearchField } from '../../ui/SearchField.tsx'
import { useNameOf } from '../common/useNameOf.ts'
import { AvsPicker } from './AvsPicker.tsx'
import { filterMessages } from './filterMessages.ts'
import { type Choice3, type Filters, inForce, noFilters } from './filters.ts'
import { LimitField } from './LimitField.tsx'

interface FilterProps {
  readonly network: Network
  readonly filters: Filters
  readonly onChange: (change: Partial<Filters>) => void
}

/** Search, who is open to anyone, and everything else that narrows the list, in place. */
export function FilterBar({
  network,
  filters,
  onChange,
  position,
  children,
}: FilterProps & {
  /** Beside the search: what everyone is judged by. */
  readonly position: ReactNode
  readonly children?: ReactNode
}) {
  const t = useT(filterMessages)
  const id = useId()
  const [open, setOpen] = useState(false)
  const count = inForce(filters).length
  return (
    <div className="stack-s">
      <div className="operators-filter">
        <SearchField
          label={t('search.label')}
          value={filters.search}
          onChange={(text) => onChange({ search: text })}
        />
        {position}
      </div>
      <div className="row">
        <label className="operators-check" title={t('open.hint')}>
          <input
            type="checkbox"
            checked={filters.open}
            onChange={(event) => onChange({ open: event.target.checked })}
          />
          <span>{t('open.label')}</span>
        </label>
        <Button aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {count > 0 ? t('title.count', { count }) : t('title')}
        </Button>
        {children}
      </div>
      <div id={id} hidden={!open}>
        {open && <Fields network={network} filters={filters} onChange={onChange} />}
      </div>
      <Chips filters={filters} onChange={onChange} />
    </div>
  )
}

function Fields({ network, filters, onChange }: FilterProps) {
  const t = useT(filterMessages)
  const choices: readonly { id: Choice3; label: string }[] = [
    { id: '', label: t('choice.any') },
    { id: 'yes', label: t('choice.yes') },
    { id: 'no', label: t('choice.no') },
  ]
  return (
    <div className="card operators-fields">
      <AvsPicker
        label={t('secures')}
        hint={t('secures.hint')}
        network={network}
        chosen={filters.secures}
        onChange={(secures) => onChange({ secures })}
      />
      <AvsPicker
        label={t('avoids')}
        hint={t('avoids.hint')}
        network={network}
        chosen={filters.avoids}
        onChange={(avoids) => onChange({ avoids })}
      />
      <LimitField
        label={t('exposure')}
        unit={t('percent')}
        value={filters.exposureAtMost}
        onChange={(exposureAtMost) => onChange({ exposureAtMost })}
      />
      <LimitField
        label={t('apr')}
        unit={t('percent')}
        value={filters.aprAtLeast}
        onChange={(aprAtLeast) => onChange({ aprAtLeast })}
      />
      <LimitField
        label={t('stakeAtLeast')}
        unit={t('eth')}
        value={filters.stakeAtLeast}
        onChange={(stakeAtLeast) => onChange({ stakeAtLeast })}
      />
      <LimitField
        label={t('stakeAtMost')}
        unit={t('eth')}
        value={filters.stakeAtMost}
        onChange={(stakeAtMost) => onChange({ stakeAtMost })}
      />
      <Choice
        label={t('slashed')}
        options={choices}
        value={filters.slashed}
        onChange={(slashed) => onChange({ slashed })}
      />
      <Choice
        label={t('pending')}
        options={choices}
        value={filters.pending}
        onChange={(pending) => onChange({ pending })}
      />
    </div>
  )
}

/** What is in force, each to be taken away by itself. */
function Chips({ filters, onChange }: Omit<FilterProps, 'network'>) {
  const t = useT(filterMessages)
  const nameOf = useNameOf()
  const chips: { id: string; text: string; without: Partial<Filters> }[] = [
    ...filters.secures.map((avs) => ({
      id: `avs${avs}`,
      text: t('chip.secures', { avs: nameOf(avs) }),
      without: { secures: filters.secures.filter((one) => one !== avs) },
    })),
    ...filters.avoids.map((avs) => ({
      id: `not${avs}`,
      text: t('chip.avoids', { avs: nameOf(avs) }),
      without: { avoids: filters.avoids.filter((one) => one !== avs) },
    })),
  ]
  const add = (id: keyof Filters, shown: boolean, text: () => string) => {
    if (shown) chips.push({ id, text: text(), without: { [id]: noFilters[id] } })
  }
  const { search, exposureAtMost, aprAtLeast, slashed, pending, stakeAtLeast, stakeAtMost } =
    filters
  add('search', search !== '', () => t('chip.search', { text: search }))
  add('exposureAtMost', exposureAtMost !== null, () =>
    t('chip.exposure', { value: exposureAtMost ?? 0 }),
  )
  add('aprAtLeast', aprAtLeast !== null, () => t('chip.apr', { value: aprAtLeast ?? 0 }))
  add('open', filters.open, () => t('chip.open'))
  add('slashed', slashed !== '', () => t(`chip.slashed.${slashed || 'no'}`))
  add('pending', pending !== '', () => t(`chip.pending.${pending || 'no'}`))
  add('stakeAtLeast', stakeAtLeast !== null, () =>
    t('chip.stakeAtLeast', { value: stakeAtLeast ?? 0 }),
  )
  add('stakeAtMost', stakeAtMost !== null, () => t('chip.stakeAtMost', { value: stakeAtMost ?? 0 }))
  if (chips.length === 0) return null
  return (
    <ul className="chips">
      {chips.map(({ id, text, without }) => (
        <li key={id}>
          <button
            type="button"
            className="chip"
            aria-label={t('chip.remove', { filter: text })}
            onClick={() => onChange(without)}
          >
            <bdi>{text}</bdi>
            <Icon name="close" size={14} />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="link-button" onClick={() => onChange(noFilters)}>
          {t('reset')}
        </button>
      </li>
    </ul>
  )
}
