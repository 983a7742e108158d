import {
  type Abi,
  type Address,
  type Client,
  decodeAbiParameters,
  decodeFunctionResult,
  encodeFunctionData,
  type Hex,
  isAddressEqual,
  parseAbi,
  parseEventLogs,
  toEventSelector,
} from 'viem'
import { readContract } from 'viem/actions'
import { erc20Abi } from '../protocol/abi/erc20.ts'
import type { Chain } from '../protocol/deployments/types.ts'
import { strategyToken } from '../protocol/strategyToken.ts'
import type { EncodedRequest } from './request.ts'
import { type SimulatedLog, simulateCalls } from './simulateCalls.ts'
import type { BalanceChange } from './types.ts'

/** Where `eth_simulateV1` reports moved ether. */
const ETHER = '0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee'
/** The strategy that stands for ether of EigenPods. */
const BEACON_CHAIN_ETH = '0xbeaC0eeEeeeeEEeEeEEEEeeEEeEeeeEeeEEBEaC0'
const TRANSFER = toEventSelector('Transfer(address,address,uint256)')

/** Events that name a strategy in which the account's deposit shares may have changed. */
const sharesAbi = parseAbi([
  'struct Withdrawal { address staker; address delegatedTo; address withdrawer; uint256 nonce; uint32 startBlock; address[] strategies; uint256[] scaledShares; }',
  'event Deposit(address staker, address strategy, uint256 shares)',
  'event DepositScalingFactorUpdated(address staker, address strategy, uint256 newDepositScalingFactor)',
  'event SlashingWithdrawalQueued(bytes32 withdrawalRoot, Withdrawal withdrawal, uint256[] sharesToWithdraw)',
])
const sharesReadAbi = parseAbi([
  'function stakerDepositShares(address staker, address strategy) view returns (uint256 depositShares)',
])
const tokenAbi = parseAbi(['function symbol() view returns (string)'])

/** What the logs of simulated calls say about an account: ether and NFTs by themselves, the rest as what to read. */
export function touchedAssets(logs: readonly SimulatedLog[], account: Address) {
  let ether = 0n
  const tokens = new Set<Address>()
  const nfts = new Map<Address, bigint>()
  const mine = (topic: Hex | undefined) =>
    topic !== undefined && isAddressEqual(`0x${topic.slice(26)}`, account)
  for (const { address, topics, data } of logs) {
    if (topics[0] !== TRANSFER || topics.length < 3) continue
    const sign = (mine(topics[2]) ? 1n : 0n) - (mine(topics[1]) ? 1n : 0n)
    if (sign === 0n && !mine(topics[2])) continue
    if (address.toLowerCase() === ETHER)
      ether += sign * (decodeAbiParameters([{ type: 'uint256' }], data)[0] ?? 0n)
    else if (topics.length === 4) nfts.set(address, (nfts.get(address) ?? 0n) + sign)
    else tokens.add(address.toLowerCase() as Address)
  }
  const strategies = new Set<Address>()
  for (const { eventName, args } of parseEventLogs({ abi: sharesAbi, logs: logs as never })) {
    const staker = eventName === 'SlashingWithdrawalQueued' ? args.withdrawal.staker : args.staker
    if (!isAddressEqual(staker, account)) continue
    const named =
      eventName === 'SlashingWithdrawalQueued' ? args.withdrawal.strategies : [args.strategy]
    for (const strategy of named) strategies.add(strategy.toLowerCase() as Address)
  }
  return { ether, tokens: [...tokens], nfts, strategies: [...strategies] }
}

type Read = { to: Address; abi: Abi; functionName: string; args?: readonly unknown[] }

/** Unit and decimals of a strategy's token; ether's for the strategy that has none. */
async function tokenOfStrategy(
  client: Client,
  strategy: Address,
): Promise<{ unit: string; decimals: number }> {
  if (isAddressEqual(strategy, BEACON_CHAIN_ETH)) return { unit: 'ETH', decimals: 18 }
  try {
    const token = await strategyToken(client, strategy)
    const [unit, decimals] = await Promise.all([
      readContract(client, { address: token, abi: tokenAbi, functionName: 'symbol' }),
      readContract(client, { address: token, abi: erc20Abi, functionName: 'decimals' }),
    ])
    return { unit, decimals }
  } catch {
    return { unit: '', decimals: 18 }
  }
}

/**
 * What an account gains and loses by calls that succeed: balances are read before and after within the same
 * simulation, so that rounding and rebasing tokens come out to the wei. `null` when the node cannot tell.
 */
export async function balanceChanges(
  client: Client,
  parameters: {
    account: Address
    chain: Chain
    calls: readonly EncodedRequest[]
    /** Logs of a first simulation of the same calls. */
    logs: readonly SimulatedLog[]
    block?: bigint
  },
): Promise<BalanceChange[] | null> {
  const { account, chain, calls, logs, block } = parameters
  const { ether, tokens, nfts, strategies } = touchedAssets(logs, account)
  const changes: BalanceChange[] = []
  if (ether !== 0n) changes.push({ asset: 'eth', unit: 'ETH', decimals: 18, delta: ether })

  const balances: Read[] = [
    ...tokens.map((to) => ({ to, abi: erc20Abi, functionName: 'balanceOf', args: [account] })),
    ...strategies.map((strategy) => ({
      to: isAddressEqual(strategy, BEACON_CHAIN_ETH)
        ? chain.eigenLayer.eigenPodManager
        : chain.eigenLayer.strategyManager,
      abi: sharesReadAbi,
      functionName: 'stakerDepositShares',
      args: [account, strategy],
    })),
  ]
  const pieces = [...nfts].filter(([, delta]) => delta !== 0n)
  const names: Read[] = [
    ...tokens.flatMap((to): Read[] => [
      { to, abi: tokenAbi, functionName: 'symbol' },
      { to, abi: erc20Abi, functionName: 'decimals' },
    ]),
    ...pieces.map(([to]): Read => ({ to, abi: tokenAbi, functionName: 'symbol' })),
  ]
  if (balances.length + names.length > 0) {
    const encode = ({ to, ...read }: Read): EncodedRequest => ({
      to,
      data: encodeFunctionData(read),
      value: 0n,
    })
    const reads = balances.map(encode)
    const results = await simulateCalls(
      client,
      account,
      [...reads, ...names.map(encode), ...calls, ...reads],
      block === undefined ? {} : { block },
    )
    if (results === null) return null
    const value = (index: number, read: Read | undefined): unknown => {
      const result = results[index]
      if (result === undefined || read === undefined || !result.ok) return undefined
      try {
        return decodeFunctionResult({ ...read, data: result.returnData })
      } catch {
        return undefined
      }
    }
    const after = balances.length + names.length + calls.length
    const name = (index: number) => value(balances.length + index, names[index])
    const units = await Promise.all(strategies.map((item) => tokenOfStrategy(client, item)))
    for (const [index, read] of balances.entries()) {
      const from = value(index, read)
      const to = value(after + index, read)
      if (typeof from !== 'bigint' || typeof to !== 'bigint') return null
      if (from === to) continue
      const address = tokens[index]
      if (address !== undefined)
        changes.push({
          asset: 'token',
          unit: String(name(2 * index) ?? ''),
          decimals: Number(name(2 * index + 1) ?? 18),
          delta: to - from,
          address,
        })
      else {
        const at = index - tokens.length
        const strategy = strategies[at] as Address
        const unit = units[at] ?? { unit: '', decimals: 18 }
        changes.push({ asset: 'shares', ...unit, delta: to - from, address: strategy })
      }
    }
    for (const [index, [address, delta]] of pieces.entries())
      changes.push({
        asset: 'nft',
        unit: String(name(2 * tokens.length + index) ?? ''),
        decimals: 0,
        delta,
        address,
      })
  }
  return changes
}
