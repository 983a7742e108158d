import { useEffect, useSyncExternalStore } from 'react'
import type { Client } from 'viem'
import { deploymentOf, getWalletConfig } from '../wallet/walletStore.ts'
import { createTxEngine } from './engine.ts'
import type { TxEngine } from './engineTypes.ts'
import { tellInclusion } from './inclusions.ts'
import { browserLocks } from './locks.ts'
import { type PlanParameters, planDefinitions } from './plans/registry.ts'
import { type PlanStorage, planIdOfKey } from './records.ts'
import type { EngineState, PlanView } from './types.ts'
import { walletPort } from './walletPort.ts'

const nothing: EngineState = { plans: [], notes: [] }

/** Where the browser keeps nothing, plans live until the tab is closed. */
function planStorage(): PlanStorage {
  try {
    const { localStorage } = window
    void localStorage.length
    return localStorage
  } catch {
    return {
      length: 0,
      key: () => null,
      getItem: () => null,
      setItem: () => undefined,
      removeItem: () => undefined,
    }
  }
}

let engine: TxEngine | null = null

/** The engine of this page, made at first use. Needs a started wallet. */
export function txEngine(): TxEngine {
  if (engine !== null) return engine
  const locks = browserLocks()
  const made = createTxEngine({
    definitions: planDefinitions,
    chain: deploymentOf,
    client: (chainId) => getWalletConfig().getClient({ chainId }) as Client,
    wallet: walletPort,
    storage: planStorage(),
    onIncluded: tellInclusion,
    ...(locks === undefined ? {} : { locks }),
  })
  window.addEventListener('storage', (event) => {
    const id = planIdOfKey(event.key)
    if (id !== null && event.newValue !== null) made.sync(id)
  })
  engine = made
  return made
}

/** All plans of this browser, oldest first, and what happened to those that could not be kept. */
export function usePlans(): EngineState {
  return useSyncExternalStore(
    (listener) => txEngine().subscribe(listener),
    () => txEngine().getState(),
    () => nothing,
  )
}

/** One plan, kept up to date with the chain while the component is there; `null` once it is gone. */
export function usePlan(id: string | null): PlanView | null {
  const { plans } = usePlans()
  const plan = plans.find((item) => item.id === id) ?? null
  const known = plan !== null
  useEffect(() => (id !== null && known ? txEngine().watch(id) : undefined), [id, known])
  return plan
}

/**
 * Makes a plan for an account and resolves with its id, to be handed to `PlanSheet`. Rejects with `FailureError`.
 *
 * @example
 * const id = await startPlan('depositEth', { amount: parseEther('1') }, { chainId, account })
 */
export function startPlan<kind extends keyof PlanParameters>(
  kind: kind,
  params: PlanParameters[kind],
  owner: { chainId: number; account: `0x${string}` },
): Promise<string> {
  return txEngine().start(kind, params, owner)
}
