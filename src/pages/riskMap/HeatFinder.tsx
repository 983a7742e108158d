import { useMemo, useState } from 'react'
import type { HeatMatrix } from '../../data/heatMap.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { SearchField } from '../../ui/SearchField.tsx'
import { useNameOf } from '../common/useNameOf.ts'
import { messages } from './messages.ts'

/** Finds an operator or an AVS by name and goes where it stands alone. */
export function HeatFinder({
  matrix,
  onGo,
}: {
  readonly matrix: HeatMatrix
  readonly onGo: (kind: 'operator' | 'avs', index: number) => void
}) {
  const t = useT(messages)
  const nameOf = useNameOf()
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const found = useMemo(() => {
    if (wanted.length < 2) return []
    const fits = (address: string) =>
      address.includes(wanted) || nameOf(address).toLowerCase().includes(wanted)
    return [
      ...matrix.rows.flatMap(({ operator }, index) =>
        fits(operator) ? [{ kind: 'operator' as const, index, address: operator }] : [],
      ),
      ...matrix.columns.flatMap(({ avs }, index) =>
        fits(avs) ? [{ kind: 'avs' as const, index, address: avs }] : [],
      ),
    ].slice(0, 6)
  }, [matrix, wanted, nameOf])
  return (
    <div className="stack-s heat-finder">
      <SearchField label={t('heat.search')} value={text} onChange={setText} />
      {found.length > 0 && (
        <ul className="chips">
          {found.map(({ kind, index, address }) => (
            <li key={address}>
              <button
                type="button"
                className="chip"
                aria-label={t('heat.found', { name: nameOf(address) })}
                onClick={() => onGo(kind, index)}
              >
                {nameOf(address)}
              </button>
            </li>
          ))}
        </ul>
      )}
      {wanted.length >= 2 && found.length === 0 && <p className="muted">{t('heat.notFound')}</p>}
    </div>
  )
}
