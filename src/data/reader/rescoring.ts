import type { Address } from '../../protocol/network/types.ts'
import type { Assumptions } from '../../risk/assumptions.ts'
import { operatorColumns } from '../../risk/operatorColumns.ts'
import { Rescorer } from '../../risk/rescore.ts'
import type { Assessor } from '../assessment.ts'

/** Longest stretch of work, in milliseconds, before a request to stop is heard. */
const slice = 12

/** Exposures of the reference position with every operator, worked out anew under other assumptions. */
export type Rescoring = (
  assumptions: Assumptions,
  signal: AbortSignal | undefined,
) => Promise<ReadonlyMap<Address, number | null>>

/** Lays out once what no assumption changes, so that a slider can be dragged over thousands of operators. */
export function createRescoring(assessor: Assessor): Rescoring {
  const { network, referenceStake: stake } = assessor
  const known = network.operators.flatMap(({ address }) => {
    const input = stake && assessor.inputOf(stake, address).input
    return input ? [{ address, input }] : []
  })
  const rescorer = new Rescorer(operatorColumns(known.map(({ input }) => input)))
  return async (assumptions, signal) => {
    const run = rescorer.run(assumptions)
    let until = performance.now() + slice
    let step = run.next()
    while (!step.done) {
      if (performance.now() > until) {
        await new Promise((resolve) => setTimeout(resolve))
        signal?.throwIfAborted()
        until = performance.now() + slice
      }
      step = run.next()
    }
    const { exposure } = step.value
    const of = new Map<Address, number | null>(
      network.operators.map(({ address }) => [address, null]),
    )
    known.forEach(({ address }, index) => {
      of.set(address, exposure[index] ?? null)
    })
    return of
  }
}
