/** A number as typed, with a comma or an exponent if it has one; `null` where it is none within the bounds. */
export function parseWithin(
  text: string,
  { min, max }: { readonly min: number; readonly max: number },
): number | null {
  const plain = text.trim().replace(',', '.')
  if (!/^(\d+\.?\d*|\.\d+)(e-?\d{1,2})?$/i.test(plain)) return null
  const value = Number(plain)
  return value >= min && value <= max ? value : null
}
