/** A parameter of a function or an event, as an ABI describes it. */
export type Parameter = {
  readonly type: string
  readonly name?: string | undefined
  /** Members of a tuple. */
  readonly components?: readonly Parameter[]
}

/** What a list consists of, and its length where the type fixes it; null for what is no list. */
export function listOf(
  parameter: Parameter,
): { element: Parameter; length: number | undefined } | null {
  const [, type, length] = /^(.*)\[(\d*)\]$/.exec(parameter.type) ?? []
  if (type === undefined) return null
  return { element: { ...parameter, type }, length: length ? Number(length) : undefined }
}

/** Whether a value stands behind the head, which then holds its place alone. */
export function isDynamic(parameter: Parameter): boolean {
  const { type, components } = parameter
  if (type === 'string' || type === 'bytes') return true
  const list = listOf(parameter)
  if (list) return list.length === undefined || isDynamic(list.element)
  return components?.some(isDynamic) ?? false
}

/** Bytes of a parameter in the head. */
export function headSize(parameter: Parameter): number {
  if (isDynamic(parameter)) return 32
  const list = listOf(parameter)
  if (list) return (list.length ?? 0) * headSize(list.element)
  return parameter.components ? headSizeOf(parameter.components) : 32
}

/** Bytes of several parameters in the head. */
export function headSizeOf(parameters: readonly Parameter[]): number {
  return parameters.reduce((sum, parameter) => sum + headSize(parameter), 0)
}

/**
 * A whole number of an integer type.
 *
 * @throws RangeError when the type cannot hold it, or is none that Keel knows
 */
export function within(type: string, value: bigint): bigint {
  const [, unsigned, bits] = /^(u?)int(\d+)$/.exec(type) ?? []
  if (bits === undefined) throw new RangeError(`no ABI type: ${type}`)
  const held = unsigned ? BigInt.asUintN(Number(bits), value) : BigInt.asIntN(Number(bits), value)
  if (held !== value) throw new RangeError(`not a ${type}: ${value}`)
  return value
}
