import type { Address } from 'viem'
import type { CompiledContracts } from '../compile.ts'
import type { ChainClient } from '../testing/anvil.ts'
import { createContracts, nextAddress } from './deployer.ts'

export interface EtherFiParameters {
  /** The account that deploys; the node must send for it. */
  from: Address
  /** May pause, set limits and fund the restakers. Default: `from`. */
  owner?: Address
  /** May have the daily report carried out. Default: `from`. */
  oracle?: Address
  /** Gets the protocol's fee in eETH. Default: `from`. */
  feeRecipient?: Address
  stETH: Address
  delegationManager: Address
  strategyManager: Address
  /** EigenLayer's strategy for stETH. */
  stETHStrategy: Address
  /** How many restakers the pool has. Default 2. */
  restakers?: number
}

export interface EtherFiAddresses {
  liquidityPool: Address
  eETH: Address
  weETH: Address
  withdrawRequestNFT: Address
  redemptionManager: Address
  etherFiAdmin: Address
  restakers: readonly Address[]
}

/** Deploys ether.fi's pool, tokens, withdrawal requests and restakers; the pool is empty. */
export async function deployEtherFi(
  client: ChainClient,
  contracts: CompiledContracts,
  parameters: EtherFiParameters,
): Promise<EtherFiAddresses> {
  const { from, stETH, delegationManager, strategyManager, stETHStrategy } = parameters
  const owner = parameters.owner ?? from
  const at = (n: number) => nextAddress(client, from, n)
  const [liquidityPool, eETH, weETH, withdrawRequestNFT, redemptionManager, etherFiAdmin] =
    await Promise.all([at(0), at(1), at(2), at(3), at(4), at(5)])
  const restakers = await Promise.all(
    Array.from({ length: parameters.restakers ?? 2 }, (_, index) => at(6 + index)),
  )
  await createContracts(client, contracts, from, [
    {
      name: 'LiquidityPool',
      args: [
        owner,
        eETH,
        withdrawRequestNFT,
        redemptionManager,
        etherFiAdmin,
        parameters.feeRecipient ?? from,
      ],
    },
    { name: 'EETH', args: [owner, liquidityPool] },
    { name: 'WeETH', args: [owner, eETH, liquidityPool] },
    { name: 'WithdrawRequestNFT', args: [owner, liquidityPool, etherFiAdmin] },
    { name: 'EtherFiRedemptionManager', args: [owner, eETH, weETH, liquidityPool] },
    {
      name: 'EtherFiAdmin',
      args: [parameters.oracle ?? from, liquidityPool, withdrawRequestNFT, restakers],
    },
    ...restakers.map(() => ({
      name: 'EtherFiRestaker',
      args: [owner, liquidityPool, stETH, delegationManager, strategyManager, stETHStrategy],
    })),
  ])
  return {
    liquidityPool,
    eETH,
    weETH,
    withdrawRequestNFT,
    redemptionManager,
    etherFiAdmin,
    restakers,
  }
}
