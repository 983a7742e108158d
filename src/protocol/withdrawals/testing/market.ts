import {
  type Abi,
  type Address,
  encodeFunctionData,
  type Hex,
  parseEther,
  parseEventLogs,
  type TransactionReceipt,
  zeroAddress,
  zeroHash,
} from 'viem'
import { compileContracts } from '../../../../localnet/compile.ts'
import { contractNamed, deployEigenLayer } from '../../../../localnet/deploy/eigenlayer.ts'
import { deployLido } from '../../../../localnet/deploy/lido.ts'
import { receiptOf, startAnvil } from '../../../../localnet/testing/anvil.ts'
import type { Chain } from '../../deployments/types.ts'

const noApproval = { signature: '0x', expiry: 0n }

/** EigenLayer with Lido and a plain token on a chain of its own, an AVS that slashes, and people. */
export async function openMarket(people: number) {
  const contracts = await compileContracts()
  const anvil = await startAnvil({ accounts: people + 4, balance: 100_000 })
  const { client } = anvil
  const [owner, avs, first, second, ...stakers] = (await client.getAddresses()) as [
    Address,
    Address,
    Address,
    Address,
    ...Address[],
  ]
  const token: CoreToken = { name: 'CoreTestToken', address: zeroAddress }
  const { abi: tokenAbi, bytecode } = contractNamed(contracts, 'CoreTestToken')
  const deployment = await client.deployContract({
    abi: tokenAbi,
    bytecode,
    args: ['A'],
    account: owner,
  })
  token.address = (await receiptOf(client, deployment)).contractAddress ?? zeroAddress
  // Small enough that a rebase of some ether moves the rate by odd fractions.
  const lido = await deployLido(client, contracts, {
    from: owner,
    initialShares: parseEther('7919'),
    initialClBalance: parseEther('9311.7'),
  })
  const core = await deployEigenLayer({
    client,
    contracts,
    account: owner,
    ethPOS: owner,
    tokens: { stETH: lido.stETH, plain: token.address },
  })
  const chain: Chain = {
    chainId: 31337,
    name: 'Property chain',
    rpcUrls: [anvil.url],
    startBlock: Number(core.fromBlock),
    blockTime: 2,
    eigenLayer: {
      delegationManager: core.delegationManager,
      strategyManager: core.strategyManager,
      allocationManager: core.allocationManager,
      eigenPodManager: core.eigenPodManager,
      rewardsCoordinator: owner,
    },
    lido: { stETH: lido.stETH, wstETH: lido.wstETH, stETHStrategy: core.strategies.stETH },
  } as Chain

  const abiOf = (name: string): Abi => contractNamed(contracts, name).abi
  const send = async (
    from: Address,
    name: string,
    to: Address,
    functionName: string,
    args: readonly unknown[] = [],
    value = 0n,
  ): Promise<TransactionReceipt> => {
    const hash = await client.sendTransaction({
      account: from,
      to,
      data: encodeFunctionData({ abi: abiOf(name), functionName, args: [...args] }),
      value,
      gas: 8_000_000n,
    })
    const receipt = await receiptOf(client, hash)
    if (receipt.status !== 'success') throw new Error(`${functionName} reverted.`)
    return receipt
  }
  const read = async <value>(
    name: string,
    address: Address,
    functionName: string,
    args: readonly unknown[] = [],
  ): Promise<value> =>
    (await client.readContract({
      address,
      abi: abiOf(name),
      functionName,
      args: [...args],
    })) as value
  const dm = (from: Address, functionName: string, args: readonly unknown[]) =>
    send(from, 'DelegationManager', core.delegationManager, functionName, args)
  const am = (from: Address, functionName: string, args: readonly unknown[]) =>
    send(from, 'AllocationManager', core.allocationManager, functionName, args)

  const operators = [first, second] as const
  const strategies = [core.strategies.stETH, core.strategies.plain] as const
  const ascending = [...strategies].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1))
  const set = { avs, id: 0 }
  await am(avs, 'updateAVSMetadataURI', [avs, 'uri'])
  await am(avs, 'setAVSRegistrar', [avs, core.avsRegistrar])
  await am(avs, 'createOperatorSets', [avs, [{ operatorSetId: 0, strategies, slasher: avs }]])
  for (const operator of operators) {
    await dm(operator, 'registerAsOperator', [zeroAddress, 0, 'uri'])
    await am(operator, 'modifyAllocations', [
      operator,
      [{ operatorSet: set, strategies, newMagnitudes: strategies.map(() => 10n ** 18n) }],
    ])
    await am(operator, 'registerForOperatorSets', [
      operator,
      { avs, operatorSetIds: [0], data: '0x' },
    ])
  }

  return {
    anvil,
    client,
    chain,
    core,
    lido,
    token: token.address,
    stakers,
    operators,
    strategies,
    read,
    dm,
    tokenOf: (strategy: Address) => (strategy === strategies[0] ? lido.stETH : token.address),
    balanceOf: (strategy: Address, who: Address) =>
      strategy === strategies[0]
        ? read<bigint>('Lido', lido.stETH, 'balanceOf', [who])
        : read<bigint>('CoreTestToken', token.address, 'balanceOf', [who]),
    async deposit(staker: Address, strategy: Address, amount: bigint) {
      const stEth = strategy === strategies[0]
      const address = stEth ? lido.stETH : token.address
      const name = stEth ? 'Lido' : 'CoreTestToken'
      if (stEth) await send(staker, name, address, 'submit', [zeroAddress], amount + 10n)
      else await send(staker, name, address, 'mint', [staker, amount])
      await send(staker, name, address, 'approve', [core.strategyManager, amount])
      await send(staker, 'StrategyManager', core.strategyManager, 'depositIntoStrategy', [
        strategy,
        address,
        amount,
      ])
    },
    delegate: (staker: Address, operator: Address) =>
      dm(staker, 'delegateTo', [operator, noApproval, zeroHash]),
    redelegate: (staker: Address, operator: Address) =>
      dm(staker, 'redelegate', [operator, noApproval, zeroHash]),
    /** Takes a part (1e18 = all) of an operator's stake in one strategy, or in both. */
    slash: (operator: Address, slashed: readonly Address[], wad: bigint) =>
      am(avs, 'slashOperator', [
        avs,
        {
          operator,
          operatorSetId: 0,
          strategies: ascending.filter((strategy) => slashed.includes(strategy)),
          wadsToSlash: slashed.map(() => wad),
          description: '',
        },
      ]),
    /** A report of Lido's oracle; `rewards` in wei, negative for a loss. */
    async rebase(rewards: bigint) {
      const { timestamp } = await client.getBlock()
      await send(owner, 'Lido', lido.stETH, 'report', [timestamp, 86_400n, rewards])
    },
    /** The plain token's pool gains or loses without a share being made. */
    async shift(amount: bigint) {
      const pool = core.strategies.plain
      if (amount > 0n) await send(owner, 'CoreTestToken', token.address, 'mint', [pool, amount])
      else await send(owner, 'CoreTestToken', token.address, 'burn', [pool, -amount])
    },
    queuedIn(receipt: TransactionReceipt) {
      const abi = abiOf('DelegationManager')
      return parseEventLogs({
        abi,
        eventName: 'SlashingWithdrawalQueued',
        logs: receipt.logs,
      }).map(
        (log) =>
          (
            log as unknown as {
              args: {
                withdrawalRoot: Hex
                withdrawal: { scaledShares: readonly bigint[] }
                sharesToWithdraw: readonly bigint[]
              }
            }
          ).args,
      )
    },
  }
}

type CoreToken = { name: string; address: Address }

export type Market = Awaited<ReturnType<typeof openMarket>>
