import type { Assessment, Assessor } from '../../data/assessment.ts'
import type { Address } from '../../protocol/network/types.ts'
import { beaconChainETHStrategy, WAD } from '../../protocol/network/types.ts'
import { exposureOf } from '../../risk/exposure.ts'

/** A way to hold ETH, for comparison with operators. Fractions; `null` where it is not known. */
export interface Product {
  readonly id: 'stEth' | 'median' | 'best' | 'yours' | 'native' | 'eEth'
  /** Of the restaked ones. */
  readonly operator: Address | null
  readonly apr: number | null
  readonly exposure: number | null
  readonly breakEven: number | null
}

/** Operators that stand for restaking: the middle one by exposure and the one that pays most. */
export function typicalOperators(
  of: ReadonlyMap<Address, Assessment>,
): { median: Address; best: Address } | null {
  const known = [...of].flatMap(([address, { apr, exposure }]) =>
    apr.apr === null || exposure === null
      ? []
      : [{ address, apr: apr.apr, exposure: exposure.exposure }],
  )
  const byExposure = [...known].sort((a, b) => a.exposure - b.exposure || b.apr - a.apr)
  const median = byExposure[Math.floor((byExposure.length - 1) / 2)]
  const [best] = [...known].sort((a, b) => b.apr - a.apr || a.exposure - b.exposure)
  return median && best ? { median: median.address, best: best.address } : null
}

/** stETH as it is: its validators, its contracts' users' market, no operator set. */
export function stEthAlone(assessor: Assessor): Product | null {
  if (assessor.stEthBase === null) return null
  const { exposure } = exposureOf(
    { pairs: [], product: 'stETH', restaked: false },
    assessor.assumptions,
  )
  return { id: 'stEth', operator: null, apr: assessor.stEthBase, exposure, breakEven: null }
}

/** ETH restaked natively with an operator; what its validators earn is not on the chain but assumed. */
export function nativeWith(assessor: Assessor, operator: Address): Product {
  const judged = assessor.assess({ [beaconChainETHStrategy]: 32n * WAD }, operator, true)
  return {
    id: 'native',
    operator,
    apr: judged.apr.apr,
    exposure: judged.exposure?.exposure ?? null,
    breakEven: judged.breakEven,
  }
}

/** The reference position with an operator. */
export function restakedWith(
  id: 'median' | 'best' | 'yours',
  operator: Address,
  judged: Assessment | undefined,
): Product {
  return {
    id,
    operator,
    apr: judged?.apr.apr ?? null,
    exposure: judged?.exposure?.exposure ?? null,
    breakEven: judged?.breakEven ?? null,
  }
}
