import { useEffect, useState } from 'react'
import type { Network } from '../../protocol/network/types.ts'
import { Choice } from '../../ui/Choice.tsx'
import { Field } from '../../ui/Field.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { filterMessages } from './filterMessages.ts'
import { parseLimit } from './filters.ts'
import { type ReferencePosition, referenceAssets } from './reference.ts'

/** The position that every operator is judged by: how much of which asset, and over which days it earned. */
export function ReferenceBar({
  network,
  position,
  onAmount,
  onAsset,
  days,
  onDays,
}: {
  readonly network: Network
  readonly position: ReferencePosition
  readonly onAmount: (amount: string) => void
  readonly onAsset: (strategy: string) => void
  readonly days?: 7 | 30
  readonly onDays?: (days: 7 | 30) => void
}) {
  const t = useT(filterMessages)
  const [text, setText] = useState(position.amount)
  useEffect(() => {
    setText((now) => (parseLimit(now) === Number(position.amount) ? now : position.amount))
  }, [position.amount])
  const amount = parseLimit(text)
  return (
    <div className="operators-reference">
      <Field
        label={t('reference.amount')}
        error={amount === null || amount === 0 ? t('reference.wrong') : undefined}
      >
        {(control) => (
          <input
            {...control}
            className="input"
            inputMode="decimal"
            autoComplete="off"
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              if ((parseLimit(event.target.value) ?? 0) > 0) onAmount(event.target.value.trim())
            }}
          />
        )}
      </Field>
      <Field label={t('reference.asset')}>
        {(control) => (
          <select
            {...control}
            className="input"
            value={position.strategy}
            onChange={(event) => onAsset(event.target.value)}
          >
            {referenceAssets(network).map(({ strategy, symbol }) => (
              <option key={strategy} value={strategy}>
                {symbol}
              </option>
            ))}
          </select>
        )}
      </Field>
      {days !== undefined && onDays !== undefined && (
        <Choice
          label={t('window.label')}
          options={[
            { id: '30', label: t('window.30') },
            { id: '7', label: t('window.7') },
          ]}
          value={days === 7 ? '7' : '30'}
          onChange={(id) => onDays(id === '7' ? 7 : 30)}
        />
      )}
    </div>
  )
}
