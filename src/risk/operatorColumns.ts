import type { ExposureInput } from './exposure.ts'
import { keyLeakLoss, stakedShare } from './stakeParameters.ts'

/** What can be held, by number in {@link OperatorColumns.product}. */
export const PRODUCTS: readonly ExposureInput['product'][] = [
  'stETH',
  'native',
  'LRT',
  'token',
  'none',
]

/**
 * One position for each operator, in columns that go to a worker without being copied. The pairs of
 * operator i are the rows `offsets[i]` up to `offsets[i + 1]`; every column of pairs is that long.
 */
export interface OperatorColumns {
  offsets: Int32Array<ArrayBuffer>
  /** Numbers of the operator set and the AVS of each pair. */
  set: Int32Array<ArrayBuffer>
  avs: Int32Array<ArrayBuffer>
  weight: Float64Array<ArrayBuffer>
  f: Float64Array<ArrayBuffer>
  latent: Float64Array<ArrayBuffer>
  /** Slashes and operator-set-years of the pair's AVS. */
  slashes: Float64Array<ArrayBuffer>
  setYears: Float64Array<ArrayBuffer>
  /** Guessed profit over cost of an attack on the set that is counted, 0: none; share of the votes it needs. */
  attackRatio: Float64Array<ArrayBuffer>
  attackTheta: Float64Array<ArrayBuffer>
  /** By operator: index in {@link PRODUCTS}, 1 if restaked, loss if shared keys leak (0: none). */
  product: Uint8Array<ArrayBuffer>
  restaked: Uint8Array<ArrayBuffer>
  /** Shares in stETH and in own validators where several things are held, else both 0; the rest is in other tokens. */
  heldStEth: Float64Array<ArrayBuffer>
  heldNative: Float64Array<ArrayBuffer>
  keyLeakLoss: Float64Array<ArrayBuffer>
}

/**
 * Columns of positions, one with each operator.
 *
 * @throws RangeError if a position stands behind several operators: its pairs are not independent
 */
export function operatorColumns(inputs: readonly ExposureInput[]): OperatorColumns {
  const rows = inputs.reduce((sum, { pairs }) => sum + pairs.length, 0)
  const columns: OperatorColumns = {
    offsets: new Int32Array(inputs.length + 1),
    set: new Int32Array(rows),
    avs: new Int32Array(rows),
    weight: new Float64Array(rows),
    f: new Float64Array(rows),
    latent: new Float64Array(rows),
    slashes: new Float64Array(rows),
    setYears: new Float64Array(rows),
    attackRatio: new Float64Array(rows),
    attackTheta: new Float64Array(rows),
    product: new Uint8Array(inputs.length),
    restaked: new Uint8Array(inputs.length),
    heldStEth: new Float64Array(inputs.length),
    heldNative: new Float64Array(inputs.length),
    keyLeakLoss: new Float64Array(inputs.length),
  }
  const sets = new Map<string, number>()
  const avss = new Map<string, number>()
  let row = 0
  inputs.forEach(({ pairs, product, restaked, held, sharedKeys }, i) => {
    columns.product[i] = PRODUCTS.indexOf(product)
    columns.restaked[i] = restaked ? 1 : 0
    if (held) {
      columns.heldStEth[i] = held.stETH
      columns.heldNative[i] = held.native
    }
    columns.keyLeakLoss[i] = sharedKeys
      ? keyLeakLoss(sharedKeys) * stakedShare({ product, held })
      : 0
    for (const pair of pairs) {
      if (pair.operator !== pairs[0]?.operator) {
        throw new RangeError('A row of operator columns stands behind one operator only.')
      }
      columns.set[row] = numbered(sets, pair.set)
      columns.avs[row] = numbered(avss, pair.avs)
      columns.weight[row] = pair.weight
      columns.f[row] = pair.f
      columns.latent[row] = pair.latent ?? 0
      columns.slashes[row] = pair.slashes
      if (pair.attack && pair.attack.profit > 0) {
        columns.attackRatio[row] = pair.attack.profit / pair.attack.cost
        columns.attackTheta[row] = pair.attack.theta
      }
      columns.setYears[row++] = pair.setYears
    }
    columns.offsets[i + 1] = row
  })
  return columns
}

/** Whether two are alike row by row: whatever is worked out from one holds for the other. */
export function sameColumns(a: OperatorColumns, b: OperatorColumns): boolean {
  return (Object.keys(a) as (keyof OperatorColumns)[]).every((name) => {
    const [left, right] = [a[name], b[name]]
    if (left.length !== right.length) return false
    for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false
    return true
  })
}

/** The buffers of columns, to be handed over with `postMessage`. */
export function buffersOf(columns: object): ArrayBuffer[] {
  return Object.values(columns).flatMap((column: unknown) =>
    ArrayBuffer.isView(column) && column.buffer instanceof ArrayBuffer ? [column.buffer] : [],
  )
}

/** Position `i` again, with numbers for names. */
export function inputOf(columns: OperatorColumns, i: number): ExposureInput {
  const pairs = []
  for (let row = columns.offsets[i]!; row < columns.offsets[i + 1]!; row++) {
    const ratio = columns.attackRatio[row]!
    pairs.push({
      operator: String(i),
      set: String(columns.set[row]),
      avs: String(columns.avs[row]),
      strategy: String(row),
      weight: columns.weight[row]!,
      f: columns.f[row]!,
      latent: columns.latent[row]!,
      slashes: columns.slashes[row]!,
      setYears: columns.setYears[row]!,
      ...(ratio > 0
        ? { attack: { profit: ratio, cost: 1, theta: columns.attackTheta[row]! } }
        : {}),
    })
  }
  const [stETH, native] = [columns.heldStEth[i]!, columns.heldNative[i]!]
  return {
    pairs,
    product: PRODUCTS[columns.product[i]!] ?? 'none',
    restaked: columns.restaked[i] === 1,
    ...(stETH + native > 0 ? { held: { stETH, native, token: 1 - stETH - native } } : {}),
  }
}

function numbered(names: Map<string, number>, name: string): number {
  let number = names.get(name)
  if (number === undefined) {
    number = names.size
    names.set(name, number)
  }
  return number
}
