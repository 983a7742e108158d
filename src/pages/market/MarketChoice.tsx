import { shortAddress } from '../../ui/AddressLabel.tsx'
import { Field } from '../../ui/Field.tsx'

/** Which of several configured markets is looked at; nothing where there is no choice. */
export function MarketChoice({
  label,
  addresses,
  chosen,
  onChoose,
}: {
  readonly label: string
  readonly addresses: readonly `0x${string}`[]
  readonly chosen: number
  readonly onChoose: (index: number) => void
}) {
  if (addresses.length < 2) return null
  return (
    <Field label={label}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={chosen}
          onChange={(event) => onChoose(Number(event.target.value))}
        >
          {addresses.map((address, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list of the deployment, which never changes its order
            <option key={`${index}${address}`} value={index}>
              {shortAddress(address)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** An index of a list from an address' query; the first where it is none. */
export function indexFrom(text: string, length: number): number {
  const index = Number(text)
  return Number.isInteger(index) && index > 0 && index < length ? index : 0
}
