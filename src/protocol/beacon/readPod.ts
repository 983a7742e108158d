import { type Abi, type Client, encodeEventTopics, type Hex } from 'viem'
import { eigenPodAbi, eigenPodManagerAbi } from '../abi/eigenlayer.ts'
import type { Chain } from '../deployments/types.ts'
import { readLogs } from '../logs/readLogs.ts'
import { createBatch } from '../network/batch.ts'
import type { Address, BlockRef, Failure, Read } from '../network/types.ts'
import { readBalance } from '../rpc/requests.ts'

/** An account's EigenPod: its address is certain before the pod is there. */
export type Pod = {
  owner: Address
  address: Read<Address>
  exists: Read<boolean>
  /** Wei that count as restaked; negative after old losses. */
  depositShares: Read<bigint>
  /** Validators whose credentials were proven and that have not left. */
  activeValidators: Read<bigint>
  /** Wei on the pod itself. */
  balance: Read<bigint>
  /** `pubkeyHash` of every deposit that was made through the manager's `stake`. */
  staked: Read<readonly Hex[]>
  failures: Failure[]
}

/** Reads an account's pod at one block. Throws `RpcError` when the node cannot be reached. */
export async function readPod(
  client: Client,
  parameters: {
    chain: Chain
    owner: Address
    block: BlockRef
    signal?: AbortSignal | undefined
  },
): Promise<Pod> {
  const { chain, owner, block, signal } = parameters
  const pod: Pod = {
    owner,
    address: null,
    exists: null,
    depositShares: null,
    activeValidators: null,
    balance: null,
    staked: null,
    failures: [],
  }
  const batch = createBatch({
    client,
    blockNumber: block.number,
    multicall3: chain.multicall3,
    signal,
    failures: pod.failures,
  })
  const manager = {
    address: chain.eigenLayer.eigenPodManager,
    abi: eigenPodManagerAbi as Abi,
    args: [owner],
  }
  batch.add<Address>({ ...manager, functionName: 'getPod' }, 'pod', (value) => {
    pod.address = value
  })
  batch.add<boolean>({ ...manager, functionName: 'hasPod' }, 'pod', (value) => {
    pod.exists = value
  })
  batch.add<bigint>(
    { ...manager, functionName: 'podOwnerDepositShares' },
    "pod's shares",
    (value) => {
      pod.depositShares = value
    },
  )
  await batch.run()
  if (pod.address === null || pod.exists === null) return pod
  if (!pod.exists) {
    pod.activeValidators = 0n
    pod.staked = []
    pod.balance = await readBalance(client, pod.address, block.number)
    return pod
  }
  // Pods from before the checkpoint release do not count their validators.
  batch.add<bigint>(
    { address: pod.address, abi: eigenPodAbi as Abi, functionName: 'activeValidatorCount' },
    null,
    (value) => {
      pod.activeValidators = value
    },
  )
  const [balance, staked] = await Promise.all([
    readBalance(client, pod.address, block.number),
    stakedBy(client, pod.address, chain.startBlock, Number(block.number), signal).catch(
      (error: unknown) => {
        if (signal?.aborted) throw error
        pod.failures.push({ what: 'deposits of the pod', message: 'Their logs could not be read.' })
        return null
      },
    ),
    batch.run(),
  ])
  pod.balance = balance
  pod.staked = staked
  return pod
}

async function stakedBy(
  client: Client,
  pod: Address,
  from: number,
  to: number,
  signal: AbortSignal | undefined,
): Promise<Hex[]> {
  const topics = encodeEventTopics({ abi: eigenPodAbi, eventName: 'EigenPodStaked' }) as Hex[]
  const logs = await readLogs(client, { addresses: [pod], topics }, [from, to], signal)
  return logs.map(({ data }) => data)
}
