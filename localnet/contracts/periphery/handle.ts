import {
  type Address,
  BaseError,
  ContractFunctionRevertedError,
  type Hex,
  type Log,
  parseEventLogs,
  type TransactionReceipt,
} from 'viem'
import type { CompiledContracts } from '../../compile.ts'
import { compiled } from '../../deploy/deployer.ts'
import type { ChainClient } from '../../testing/anvil.ts'

/** An event as tests look at it. */
export interface SeenEvent {
  eventName: string
  args: Record<string, unknown>
}

/** A deployed contract in a test: read it, send to it, and see why it refuses. */
export class Handle {
  private readonly client: ChainClient
  private readonly compiledContract: ReturnType<typeof compiled>
  readonly address: Address

  constructor(client: ChainClient, contracts: CompiledContracts, name: string, address: Address) {
    this.client = client
    this.compiledContract = compiled(contracts, name)
    this.address = address
  }

  read<T = unknown>(functionName: string, ...args: unknown[]): Promise<T> {
    const { abi } = this.compiledContract
    return this.client.readContract({
      abi,
      address: this.address,
      functionName,
      args,
    }) as Promise<T>
  }

  /** Sends and returns the receipt; a refused transaction throws with its reason. */
  async send(
    from: Address,
    functionName: string,
    args: readonly unknown[] = [],
    value = 0n,
  ): Promise<TransactionReceipt> {
    const { abi } = this.compiledContract
    const call = { abi, address: this.address, functionName, args, account: from, value }
    await this.client.simulateContract(call as never)
    const hash = await this.client.writeContract(call as never)
    const receipt = await this.client.waitForTransactionReceipt({ hash })
    if (receipt.status !== 'success') throw new Error(`${functionName} failed when mined`)
    return receipt
  }

  /** Why a call is refused: the name of the custom error, the revert text, or the panic's text. */
  async refusal(
    from: Address,
    functionName: string,
    args: readonly unknown[] = [],
    value = 0n,
  ): Promise<string> {
    const { abi } = this.compiledContract
    try {
      const call = { abi, address: this.address, functionName, args, account: from, value }
      await this.client.simulateContract(call as never)
    } catch (error) {
      if (error instanceof BaseError) {
        const cause = error.walk((e) => e instanceof ContractFunctionRevertedError)
        if (cause instanceof ContractFunctionRevertedError) {
          const name = cause.data?.errorName
          if (name !== undefined && name !== 'Error' && name !== 'Panic') return name
          return cause.reason ?? cause.shortMessage
        }
      }
      throw error
    }
    return 'not refused'
  }

  /** The contract's own events in a receipt, in order. */
  events(receipt: TransactionReceipt): SeenEvent[] {
    const logs = receipt.logs.filter((log) => sameAddress(log.address, this.address))
    return parseEventLogs({
      abi: this.compiledContract.abi,
      logs: logs as Log[],
    }) as unknown as SeenEvent[]
  }
}

function sameAddress(a: Hex, b: Hex): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
