import type { Network } from '../../protocol/network/types.ts'
import { type Assumptions, withPreset } from '../../risk/assumptions.ts'
import { ColumnRescorer, type OperatorScores } from '../../risk/columnRescorer.ts'
import type { ExposureInput } from '../../risk/exposure.ts'
import { type OperatorColumns, operatorColumns, sameColumns } from '../../risk/operatorColumns.ts'
import { contractFailureUnder } from '../../risk/stakeParameters.ts'
import { type Basis, type Gap, restsOnDefault, type Stake } from '../basis.ts'
import type { AprColumns, Column, ExposureColumns } from '../judgedColumns.ts'
import { inTurns } from './stepping.ts'

/** All operators' positions of one stake, laid out so that judging them again costs next to nothing. */
type Layout = {
  network: Network
  /** What is held, in shares of its value, and the attacks that are counted: all that columns know of a stake. */
  held: string
  /** Operators that can be judged, by index; their order is that of the columns. */
  judged: Int32Array
  onDefault: Uint8Array<ArrayBuffer>
  columns: OperatorColumns
  first: ExposureInput | null
  gap: Gap | null
  rescorer: ColumnRescorer
  scores: { assumptions: Assumptions; of: OperatorScores } | null
  range: { key: string; trusting: OperatorScores; cautious: OperatorScores } | null
}

/** Layouts and APRs kept: a page judges one stake, some two, over one or two windows. */
const kept = 3

/**
 * Judges stakes with all operators at once, in columns, and remembers: a new reading in which nothing that matters has
 * changed, other assumptions, other days of rewards cost only what they change. The figures are those of
 * `Assessor.assess`.
 */
export function createJudging() {
  let layouts: Layout[] = []
  let aprs: { network: Network; key: string; of: AprColumns }[] = []

  async function layoutOf(
    basis: Basis,
    stake: Stake,
    signal: AbortSignal | undefined,
  ): Promise<Layout> {
    const { reading: network } = basis
    const held = JSON.stringify([basis.weightsOf(stake), basis.assumptions.attacks])
    const known = layouts.find((one) => one.network === network && one.held === held)
    if (known) return known
    const { inputs, judged, gap } = await inTurns(inputsOf(basis, stake), signal)
    const columns = operatorColumns(inputs)
    const before = layouts.find(
      (one) =>
        one.held === held &&
        sameColumns(one.columns, columns) &&
        one.judged.length === judged.length &&
        one.judged.every((index, i) => index === judged[i]) &&
        one.onDefault.length === network.operators.length,
    )
    const onDefault = new Uint8Array(network.operators.length)
    inputs.forEach(({ pairs }, i) => {
      onDefault[judged[i] as number] = restsOnDefault(pairs) ? 1 : 0
    })
    const rescorer = before?.rescorer ?? new ColumnRescorer(columns, null)
    if (rescorer.alone === null && rescorer.irregular > 0)
      rescorer.alone = (await import('../../risk/scoreAlone.ts')).scoreAlone
    const layout: Layout = before
      ? { ...before, network, gap }
      : {
          network,
          held,
          judged,
          onDefault,
          columns,
          first: inputs[0] ?? null,
          gap,
          rescorer,
          scores: null,
          range: null,
        }
    layouts = [layout, ...layouts.filter((one) => one !== before)].slice(0, kept)
    return layout
  }

  async function scoresOf(
    layout: Layout,
    assumptions: Assumptions,
    signal: AbortSignal | undefined,
  ): Promise<OperatorScores> {
    if (layout.scores?.assumptions !== assumptions)
      layout.scores = {
        assumptions,
        of: await inTurns(layout.rescorer.run(assumptions), signal),
      }
    return layout.scores.of
  }

  /** Under the presets, which leave of the reader's assumptions only how much is sold. */
  async function rangeOf(
    layout: Layout,
    assumptions: Assumptions,
    signal: AbortSignal | undefined,
  ): Promise<NonNullable<Layout['range']>> {
    const [low, high] = [withPreset('trusting', assumptions), withPreset('cautious', assumptions)]
    const key = JSON.stringify([low, high])
    if (layout.range?.key !== key)
      layout.range = {
        key,
        trusting: await inTurns(layout.rescorer.beside().run(low), signal),
        cautious: await inTurns(layout.rescorer.beside().run(high), signal),
      }
    return layout.range
  }

  return {
    /** What a stake would earn with each operator, after the basis's days of rewards. */
    async apr(basis: Basis, stake: Stake, signal: AbortSignal | undefined): Promise<AprColumns> {
      const { reading: network, assumptions, windowDays } = basis
      // Of the assumptions, an APR follows what tokens are worth and what the assets earn by themselves.
      const { base, valueEth } = basis.aprOf(stake, null).apr
      const prices = Object.entries(assumptions.prices ?? {}).join()
      const key = [windowDays, Object.entries(stake).join(), prices, base, valueEth].join(' ')
      const known = aprs.find((one) => one.network === network && one.key === key)
      if (known) return known.of
      const of = await inTurns(aprsOf(basis, stake), signal)
      aprs = [{ network, key, of }, ...aprs].slice(0, kept)
      return of
    },
    /** The exposure with each operator alone: what a chart and a slider need. */
    async headline(basis: Basis, stake: Stake, signal: AbortSignal | undefined): Promise<Column> {
      const layout = await layoutOf(basis, stake, signal)
      const { exposure } = await scoresOf(layout, basis.assumptions, signal)
      return spread(layout, exposure)
    },
    /** Everything about the exposure with each operator that a list shows. */
    async exposure(
      basis: Basis,
      stake: Stake,
      signal: AbortSignal | undefined,
    ): Promise<ExposureColumns> {
      const { assumptions } = basis
      const layout = await layoutOf(basis, stake, signal)
      const scores = await scoresOf(layout, assumptions, signal)
      const { trusting, cautious } = await rangeOf(layout, assumptions, signal)
      return {
        exposure: spread(layout, scores.exposure),
        trusting: spread(layout, trusting.exposure),
        cautious: spread(layout, cautious.exposure),
        el: spread(layout, scores.el),
        maxSlashable: spread(layout, scores.maxSlashable),
        maxLatent: spread(layout, scores.maxLatent),
        lossGivenSlash: spread(layout, scores.lossGivenSlash),
        onDefault: layout.onDefault,
        contractFailure: layout.first
          ? contractFailureUnder(layout.first, assumptions)
          : { p: 0, el: 0 },
        gap: layout.gap,
      }
    },
  }
}

/** Operators between two looks at the clock. */
const few = 32

function* inputsOf(
  basis: Basis,
  stake: Stake,
): Generator<void, { inputs: ExposureInput[]; judged: Int32Array; gap: Gap | null }> {
  const inputs: ExposureInput[] = []
  const judged: number[] = []
  let gap: Gap | null = null
  for (const [index, { address }] of basis.network.operators.entries()) {
    if (index % few === few - 1) yield
    const found = basis.inputOf(stake, address)
    if (found.input) {
      inputs.push(found.input)
      judged.push(index)
    } else gap = found.gap
  }
  return { inputs, judged: Int32Array.from(judged), gap }
}

function* aprsOf(basis: Basis, stake: Stake): Generator<void, AprColumns> {
  const { operators } = basis.network
  const column = () => new Float64Array(operators.length).fill(Number.NaN)
  const columns = {
    apr: column(),
    rewardsApr: column(),
    splitTaken: column(),
    priced: column(),
    total: column(),
  }
  // What is the same with all is the same without any.
  let last = basis.aprOf(stake, null)
  for (const [index, { address }] of operators.entries()) {
    if (index % few === few - 1) yield
    last = basis.aprOf(stake, address, true)
    const { apr, rewardsApr, splitTaken, priced, total } = last.apr
    columns.apr[index] = apr ?? Number.NaN
    columns.rewardsApr[index] = rewardsApr ?? Number.NaN
    columns.splitTaken[index] = splitTaken ?? Number.NaN
    columns.priced[index] = priced
    columns.total[index] = total
  }
  // The last to be worked out knows of all the weights that could not be read.
  const { base, valueEth, days, weights, incomplete } = last.apr
  return { ...columns, base, valueEth, days, weights, incomplete, gap: last.aprGap }
}

/** A column of the judged operators as one of all. */
function spread({ judged, onDefault }: Layout, values: Column): Column {
  const all = new Float64Array(onDefault.length).fill(Number.NaN)
  for (let i = 0; i < judged.length; i++) all[judged[i] as number] = values[i] as number
  return all
}
