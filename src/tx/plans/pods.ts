import type { Address } from 'viem'
import { readContract } from 'viem/actions'
import { eigenPodManagerAbi } from '../../protocol/abi/eigenlayer.ts'
import type { PlanContext, Step } from '../types.ts'

/** The pod that an account has, or would have: the address is known before the pod is there. */
export async function readPodOf({
  client,
  chain,
  account,
}: PlanContext): Promise<{ pod: Address; exists: boolean }> {
  const at = { address: chain.eigenLayer.eigenPodManager, abi: eigenPodManagerAbi }
  const [pod, exists] = await Promise.all([
    readContract(client, { ...at, functionName: 'getPod', args: [account] }),
    readContract(client, { ...at, functionName: 'hasPod', args: [account] }),
  ])
  return { pod, exists }
}

/** Step that creates the pod at the address that was predicted. Done when the pod is there, whoever made it. */
export function createPodStep(
  { pod, exists }: { pod: Address; exists: boolean },
  { chain }: PlanContext,
): Step {
  const values = { pod: { address: pod } }
  return {
    id: 'createPod',
    kind: 'createPod',
    title: { key: 'step.createPod', values },
    action: { key: 'action.createPod', values },
    done: exists,
    request: {
      to: chain.eigenLayer.eigenPodManager,
      abi: eigenPodManagerAbi,
      functionName: 'createPod',
      args: [],
    },
  }
}
