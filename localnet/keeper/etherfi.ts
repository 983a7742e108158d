import { parseAbi } from 'viem'
import { sendAs } from './sender.ts'
import { abiOf, type Duty, type Site } from './site.ts'

/** Seconds of a day. */
const DAY = 86_400
/** Seconds after 00:00 UTC at which the pool's report comes: after Lido's. */
const REPORT_TIME = 13 * 3_600

const poolAbi = parseAbi(['event Rebase(uint256 totalEthLocked, uint256 totalEEthShares)'])

/**
 * The liquid restaking pool's daily report: eETH follows what its restakers have, and every withdrawal
 * request made before is finalized as far as the pool's ether goes. Days that were skipped come in one.
 */
export const etherFiReport: Duty = {
  kind: 'etherFiReport',
  description: 'ether.fi reports the day: eETH balances change, withdrawal requests are finalized.',
  isEvent: true,
  dueAt: async (site) => Math.floor((await lastReport(site)) / DAY) * DAY + DAY + REPORT_TIME,
  perform: async (site) => {
    const next = (await site.client.readContract({
      address: site.seed.deployments.etherFi.withdrawRequestNFT,
      abi: abiOf(site, 'WithdrawRequestNFT'),
      functionName: 'nextRequestId',
    })) as number
    const [failure] = await sendAs(site.client, [
      {
        from: site.seed.keeper.roles.etherFi,
        address: site.seed.keeper.etherFiAdmin,
        abi: abiOf(site, 'EtherFiAdmin'),
        functionName: 'executeTasks',
        args: [BigInt(next - 1)],
      },
    ])
    return failure === undefined ? [] : [`The report of ether.fi failed: ${failure}.`]
  },
}

/** Timestamp of the block of the last report; of the first block when there is none. */
async function lastReport({ client, seed }: Site): Promise<number> {
  const fromBlock = BigInt(seed.deployments.startBlock)
  const logs = await client.getLogs({
    address: seed.deployments.etherFi.liquidityPool,
    event: poolAbi[0],
    fromBlock,
  })
  const last = logs.at(-1)
  const { timestamp } = await client.getBlock({ blockNumber: last?.blockNumber ?? fromBlock })
  return Number(timestamp)
}
