import type { FormattedFigure } from './format/parts.ts'

/** Digits with their lighter unit. */
export function Figure({ of }: { readonly of: FormattedFigure }) {
  return (
    <span className="num nowrap">
      {of.figure}
      <span className="unit">{of.unit}</span>
    </span>
  )
}
