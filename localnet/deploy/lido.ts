import { type Address, parseEther } from 'viem'
import type { CompiledContracts } from '../compile.ts'
import type { ChainClient } from '../testing/anvil.ts'
import { createContracts, nextAddress } from './deployer.ts'

export interface LidoParameters {
  /** The account that deploys; the node must send for it. */
  from: Address
  /** May call `report`, the limits and the pause switches. Default: `from`. */
  oracle?: Address
  /** Takes the treasury's half of the fee. Default: `from`. */
  treasury?: Address
  /** Takes the operators' half of the fee. Default: `from`. */
  operatorsFeeRecipient?: Address
  /** Shares that exist from the start. Default 8,000,000 × 1e18. */
  initialShares?: bigint
  /** Wei behind those shares on the beacon chain. Default 9,200,000 ether: a share rate of 1.15. */
  initialClBalance?: bigint
}

export interface LidoAddresses {
  stETH: Address
  wstETH: Address
  withdrawalQueue: Address
}

/** Deploys `Lido` (stETH), `WstETH` and `WithdrawalQueueERC721`. */
export async function deployLido(
  client: ChainClient,
  contracts: CompiledContracts,
  parameters: LidoParameters,
): Promise<LidoAddresses> {
  const { from } = parameters
  const [stETH, wstETH, withdrawalQueue] = await Promise.all([
    nextAddress(client, from, 0),
    nextAddress(client, from, 1),
    nextAddress(client, from, 2),
  ])
  await createContracts(client, contracts, from, [
    {
      name: 'Lido',
      args: [
        parameters.oracle ?? from,
        parameters.treasury ?? from,
        parameters.operatorsFeeRecipient ?? from,
        withdrawalQueue,
        parameters.initialShares ?? parseEther('8000000'),
        parameters.initialClBalance ?? parseEther('9200000'),
      ],
    },
    { name: 'WstETH', args: [stETH] },
    { name: 'WithdrawalQueueERC721', args: [stETH, wstETH] },
  ])
  return { stETH, wstETH, withdrawalQueue }
}
