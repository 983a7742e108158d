import { type Address, type Hex, numberToHex } from 'viem'
import type { CompiledContracts } from '../compile.ts'
import { compiled } from '../deploy/deployer.ts'
import type { Json } from '../metadata/documents.ts'
import type { ChainEntry } from '../seed/index.ts'
import { ROLES } from '../seed/world.ts'
import type { ChainClient } from '../testing/anvil.ts'
import { type CrowdSize, planCrowd } from './plan.ts'

/** What one transaction may use; a block holds one of them. */
const GAS = 400_000_000n
const FUNDS = 10n ** 25n

/** Members of each transaction: about 200 million gas. */
const PER_TRANSACTION = { avss: 50, operators: 200, secure: 50, restakers: 250 }

/** Told how far the work is (0 to 1) and what is being done. */
type OnProgress = (fraction: number, label: string) => void

/** Metadata of the crowd by file name, to be served under `/metadata/`. */
export function crowdDocuments({ operators, avss }: CrowdSize): Record<string, Json> {
  const documents: Record<string, Json> = {}
  const add = (kind: 'operator' | 'avs', index: number) => {
    documents[fileOf(kind, index)] = {
      name: `${kind === 'avs' ? 'AVS' : 'Operator'} ${String(index + 1).padStart(4, '0')} (invented)`,
      website: '',
      description: 'Invented to try a large chain.',
      logo: '',
      twitter: '',
    }
  }
  for (let i = 0; i < operators; i++) add('operator', i)
  for (let i = 0; i < avss; i++) add('avs', i)
  return documents
}

function fileOf(kind: 'operator' | 'avs', index: number): string {
  return `crowd-${kind}-${index}.json`
}

/**
 * Adds operators, AVSs and restakers to a seeded chain: all of them contracts, made by one contract in few large
 * transactions, through the same calls that people use.
 *
 * @param client of a node that mines with each transaction and sends for anybody
 * @returns how many transactions it took
 * @throws Error when one of them failed
 */
export async function addCrowd(parameters: {
  client: ChainClient
  contracts: CompiledContracts
  deployments: ChainEntry
  allocationConfigurationDelay: number
  size: CrowdSize
  onProgress?: OnProgress
}): Promise<number> {
  const { client, contracts, deployments, size, onProgress = () => undefined } = parameters
  const { eigenLayer, lido } = deployments
  const plan = planCrowd(size)
  const from: Address = ROLES.issuer
  const rpc = (method: string, params: readonly unknown[]) =>
    client.request({ method, params } as never)
  await rpc('anvil_autoImpersonateAccount', [true])
  await rpc('evm_setBlockGasLimit', [numberToHex(2n * GAS)])
  await rpc('evm_setAutomine', [true])
  await rpc('anvil_setBalance', [from, numberToHex(FUNDS)])
  let sent = 0

  async function mined(hash: Hex, label: string): Promise<Address | null> {
    sent++
    const receipt = await client.waitForTransactionReceipt({ hash, timeout: 120_000 })
    if (receipt.status !== 'success') throw new Error(`The crowd could not be made: ${label}`)
    return receipt.contractAddress ?? null
  }

  const { abi, bytecode } = compiled(contracts, 'Crowd')
  const args = [
    eigenLayer.allocationManager,
    eigenLayer.delegationManager,
    eigenLayer.strategyManager,
    lido.stETH,
    lido.stETHStrategy,
  ]
  const crowd = await mined(
    await client.deployContract({ abi, bytecode, args, account: from, gas: GAS }),
    'its contract',
  )
  if (crowd === null) throw new Error('The crowd could not be made: its contract has no address.')
  const call = async (
    label: string,
    functionName: string,
    values: readonly unknown[],
    value = 0n,
  ) => {
    const request = { address: crowd, abi, functionName, args: values, value }
    await mined(await client.writeContract({ ...request, account: from, gas: GAS }), label)
  }
  async function inParts<item>(
    items: readonly item[],
    per: number,
    label: string,
    share: readonly [number, number],
    work: (part: readonly item[], first: number) => Promise<void>,
  ) {
    for (let first = 0; first < items.length; first += per) {
      const [low, high] = share
      onProgress(low + ((high - low) * first) / items.length, label)
      await work(items.slice(first, first + per), first)
    }
  }

  const uris = (kind: 'operator' | 'avs', count: number) =>
    Array.from({ length: count }, (_, index) => `/metadata/${fileOf(kind, index)}`)
  const total = plan.restakes.reduce((sum, { amount }) => sum + amount, 10n ** 18n)
  await call('its stake', 'stake', [], total)
  await inParts(uris('avs', size.avss), PER_TRANSACTION.avss, 'AVSs', [0, 0.05], (part) =>
    call('AVSs', 'addAvss', [part]),
  )
  await inParts(
    uris('operator', size.operators),
    PER_TRANSACTION.operators,
    'Operators',
    [0.05, 0.15],
    (part) => call('operators', 'addOperators', [part]),
  )
  // An allocation delay holds only after its own delay.
  await rpc('anvil_mine', [numberToHex(parameters.allocationConfigurationDelay + 2), '0x2'])
  await inParts(plan.secures, PER_TRANSACTION.secure, 'Allocations', [0.15, 0.5], (part, first) =>
    call('allocations', 'secure', [
      BigInt(first),
      part.map(({ avss }) => avss.map(BigInt)),
      part.map(({ magnitudes }) => magnitudes),
    ]),
  )
  await inParts(plan.restakes, PER_TRANSACTION.restakers, 'Restakers', [0.5, 1], (part) =>
    call('restakers', 'addRestakers', [
      part.map(({ operator }) => BigInt(operator)),
      part.map(({ amount }) => amount),
      part.map(({ leaves }) => leaves),
    ]),
  )
  // As on a chain that has run for a while: the last blocks, which the app reads again, hold nothing of this. A block
  // on so large a state takes its time, and a request only waits for so long.
  for (let mined = 0; mined < 70; mined += 10) await rpc('anvil_mine', [numberToHex(10), '0x2'])
  await rpc('evm_setAutomine', [false])
  await rpc('anvil_autoImpersonateAccount', [false])
  await rpc('evm_setBlockGasLimit', [numberToHex(60_000_000)])
  return sent
}
