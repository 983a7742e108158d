import type { Client } from 'viem'
import { readContract } from 'viem/actions'
import { liquidityPoolAbi, redemptionManagerAbi } from '../abi/etherfi.ts'
import type { EtherFiAddresses } from '../deployments/types.ts'
import type { Address } from '../network/types.ts'

/** The RedemptionManager's name for ether among what it pays. */
export const REDEMPTION_ETH: Address = '0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE'

/** What redeeming at once brings, in wei. */
export type RedemptionPreview = {
  /** ETH that arrives. */
  pays: bigint
  /** What stays behind: the worth of what is handed in, less what arrives. */
  fee: bigint
  /** Whether the pool keeps that much ether, and the day's limit admits it. */
  possible: boolean
}

/**
 * What `redeemEEth` or `redeemWeEth` pays, by the contract's own `previewRedeem`, which counts in shares of the
 * pool: of eETH those that a transfer of the amount moves, of weETH one for each wei.
 *
 * @param amount in wei of the token
 */
export async function previewRedemption(
  client: Client,
  parameters: {
    etherFi: EtherFiAddresses & { redemptionManager: Address }
    token: 'eETH' | 'weETH'
    amount: bigint
    /** The newest block where it is left out. */
    blockNumber?: bigint
  },
): Promise<RedemptionPreview> {
  const { etherFi, token, amount, blockNumber } = parameters
  const at = blockNumber === undefined ? {} : { blockNumber }
  const pool = { ...at, address: etherFi.liquidityPool, abi: liquidityPoolAbi }
  const manager = { ...at, address: etherFi.redemptionManager, abi: redemptionManagerAbi }
  const wrapped = token === 'weETH'
  const [shares, worth] = await Promise.all([
    wrapped
      ? amount
      : readContract(client, { ...pool, functionName: 'sharesForAmount', args: [amount] }),
    wrapped
      ? readContract(client, { ...pool, functionName: 'amountForShare', args: [amount] })
      : amount,
  ])
  // Unwrapping weETH hands out eETH, whose transfer may round a share away.
  const moved = wrapped
    ? await readContract(client, { ...pool, functionName: 'sharesForAmount', args: [worth] })
    : shares
  const [pays, possible] = await Promise.all([
    readContract(client, {
      ...manager,
      functionName: 'previewRedeem',
      args: [moved, REDEMPTION_ETH],
    }),
    readContract(client, { ...manager, functionName: 'canRedeem', args: [worth, REDEMPTION_ETH] }),
  ])
  return { pays, fee: worth - pays, possible }
}
