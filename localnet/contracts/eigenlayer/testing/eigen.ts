import type { Address } from 'viem'
import type { Core } from './fixture.ts'

/** A whitelisted EigenStrategy and its two tokens. */
export interface Eigen {
  strategy: Address
  /** What people hold. */
  EIGEN: Address
  /** What the strategy keeps. */
  bEIGEN: Address
  /** Gives somebody EIGEN and lets the strategy manager take it. */
  fund(account: Address, amount: bigint): Promise<void>
}

/** Adds the strategy of EIGEN to a chain. */
export async function addEigen(core: Core): Promise<Eigen> {
  const { at, accounts } = core
  const bEIGEN = await core.deploy('CoreTestToken', ['bEIGEN'])
  const EIGEN = await core.deploy('CoreTestWrapped', ['EIGEN', bEIGEN])
  const strategy = await core.deploy('EigenStrategy', [
    at.strategyManager,
    at.pauserRegistry,
    bEIGEN,
    EIGEN,
  ])
  await core.write(accounts[0] as Address, core.sm, 'addStrategiesToDepositWhitelist', [[strategy]])
  return {
    strategy,
    EIGEN,
    bEIGEN,
    async fund(account, amount) {
      await core.write(account, ['CoreTestToken', bEIGEN], 'mint', [account, amount])
      await core.write(account, ['CoreTestToken', bEIGEN], 'approve', [EIGEN, amount])
      await core.write(account, ['CoreTestWrapped', EIGEN], 'wrap', [amount])
      await core.write(account, ['CoreTestWrapped', EIGEN], 'approve', [at.strategyManager, amount])
    },
  }
}
