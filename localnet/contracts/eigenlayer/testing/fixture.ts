import {
  type Address,
  BaseError,
  decodeErrorResult,
  encodeFunctionData,
  type Hex,
  parseEther,
  parseEventLogs,
  RawContractError,
  type TransactionReceipt,
} from 'viem'
import { type CompiledContracts, compileContracts } from '../../../compile.ts'
import {
  contractNamed,
  deployEigenLayer,
  type EigenLayerAddresses,
  HOODI_DELAYS,
} from '../../../deploy/eigenlayer.ts'
import {
  type ChainClient,
  type RunningAnvil,
  receiptOf,
  startAnvil,
} from '../../../testing/anvil.ts'

/** Tokens that every test chain has a strategy for; EIGEN is the one that cannot be redistributed. */
export type TokenName = 'A' | 'B' | 'EIGEN'

/** Names of the contracts a test may call, besides `StrategyBase` and `EigenPod` at an address. */
export type Target = readonly [contract: string, address: Address]

export const DELAY = BigInt(HOODI_DELAYS.withdrawal)
export const CONFIG_DELAY = BigInt(HOODI_DELAYS.allocationConfiguration)
export const WAD = 10n ** 18n
export const BEACON: Address = '0xbeaC0eeEeeeeEEeEeEEEEeeEEeEeeeEeeEEBEaC0'
export const BURN: Address = '0x00000000000000000000000000000000000E16E4'

export interface OperatorSetId {
  avs: Address
  id: number
}

export interface Allocation {
  currentMagnitude: bigint
  pendingDiff: bigint
  effectBlock: number
}

export interface Withdrawal {
  staker: Address
  delegatedTo: Address
  withdrawer: Address
  nonce: bigint
  startBlock: number
  strategies: readonly Address[]
  scaledShares: readonly bigint[]
}

/** A chain with the core on it, and short ways of using it. */
export interface Core {
  chain: RunningAnvil
  client: ChainClient
  contracts: CompiledContracts
  at: EigenLayerAddresses<TokenName>
  tokens: Record<TokenName, Address>
  /** Unlocked accounts; the first is deployer, owner, pauser and whitelister. */
  accounts: readonly Address[]
  dm: Target
  sm: Target
  am: Target
  pc: Target
  epm: Target
  /** Next unused account. */
  fresh(): Address
  read<T>(target: Target, functionName: string, args?: readonly unknown[]): Promise<T>
  /** Sends and requires success. */
  write(
    from: Address,
    target: Target,
    functionName: string,
    args?: readonly unknown[],
    value?: bigint,
  ): Promise<TransactionReceipt>
  /** Name of the error a call ends with, or of a panic or string; `undefined` when it succeeds. */
  failure(
    from: Address,
    target: Target,
    functionName: string,
    args?: readonly unknown[],
    value?: bigint,
  ): Promise<string | undefined>
  /** Sends in the next block and tells whether it succeeded there. */
  succeeds(
    from: Address,
    target: Target,
    functionName: string,
    args?: readonly unknown[],
  ): Promise<boolean>
  /** Arguments of one kind of event in a receipt. */
  events<T>(receipt: TransactionReceipt, contract: string, eventName: string): T[]
  deploy(name: string, args?: readonly unknown[]): Promise<Address>
  mine(blocks: bigint | number): Promise<void>
  /** Mines until the next transaction is mined in this block. */
  mineBefore(block: bigint | number): Promise<void>
  block(): Promise<bigint>
  /** Mints, approves and deposits. */
  deposit(staker: Address, token: TokenName, amount: bigint): Promise<TransactionReceipt>
  strategy(token: TokenName): Target
  /** A new account that is an operator with this allocation delay. */
  operator(allocationDelay?: number, approver?: Address): Promise<Address>
  /** A new account that is an AVS with operator set 0 of these tokens, slashed by itself. */
  avs(tokens: readonly TokenName[]): Promise<OperatorSetId>
  delegate(staker: Address, operator: Address): Promise<TransactionReceipt>
  /** Registers the operator for the set. */
  register(operator: Address, set: OperatorSetId): Promise<TransactionReceipt>
  /** Sets the magnitude of one allocation. */
  allocate(
    operator: Address,
    set: OperatorSetId,
    token: TokenName,
    magnitude: bigint,
  ): Promise<TransactionReceipt>
  slash(
    operator: Address,
    set: OperatorSetId,
    token: TokenName,
    wad: bigint,
  ): Promise<TransactionReceipt>
  /** Queues deposit shares of one token and returns the withdrawal as it was mined. */
  queue(staker: Address, token: TokenName, depositShares: bigint): Promise<Withdrawal>
  stop(): Promise<void>
}

export const ZERO: Address = '0x0000000000000000000000000000000000000000'
export const NO_APPROVAL = { signature: '0x', expiry: 0n }
export const NO_SALT: Hex = `0x${'0'.repeat(64)}`

/** Starts a chain and deploys the core on it. */
export async function startCore(): Promise<Core> {
  const [contracts, chain] = await Promise.all([
    compileContracts({ folders: ['eigenlayer'] }),
    startAnvil({ accounts: 120, balance: 100_000 }),
  ])
  const { client } = chain
  const accounts = await client.getAddresses()
  const deployer = accounts[0] ?? ZERO
  const errors = Object.values(contracts).flatMap((contract) =>
    contract.abi.filter((item) => item.type === 'error'),
  )

  const deploy = async (name: string, args: readonly unknown[] = []) => {
    const { abi, bytecode } = contractNamed(contracts, name)
    const hash = await client.deployContract({ abi, bytecode, args: [...args], account: deployer })
    const { contractAddress } = await receiptOf(client, hash)
    return contractAddress ?? ZERO
  }
  const tokens: Record<TokenName, Address> = {
    A: await deploy('CoreTestToken', ['A']),
    B: await deploy('CoreTestToken', ['B']),
    EIGEN: await deploy('CoreTestToken', ['EIGEN']),
  }
  const at = await deployEigenLayer({
    client,
    contracts,
    account: deployer,
    ethPOS: await deploy('CoreTestDeposit'),
    tokens,
    eigen: 'EIGEN',
  })

  let used = 1
  const abiOf = (target: Target) => contractNamed(contracts, target[0]).abi
  const core: Core = {
    chain,
    client,
    contracts,
    at,
    tokens,
    accounts,
    dm: ['DelegationManager', at.delegationManager],
    sm: ['StrategyManager', at.strategyManager],
    am: ['AllocationManager', at.allocationManager],
    pc: ['PermissionController', at.permissionController],
    epm: ['EigenPodManager', at.eigenPodManager],
    deploy,
    fresh() {
      const account = accounts[used++]
      if (account === undefined) throw new Error('The test chain has run out of accounts.')
      return account
    },
    async read<T>(target: Target, functionName: string, args: readonly unknown[] = []) {
      return (await client.readContract({
        address: target[1],
        abi: abiOf(target),
        functionName,
        args: [...args],
      })) as T
    },
    async write(from, target, functionName, args = [], value = 0n) {
      const abi = abiOf(target)
      const hash = await client.sendTransaction({
        account: from,
        to: target[1],
        data: encodeFunctionData({ abi, functionName, args: [...args] }),
        value,
        gas: 8_000_000n,
      })
      const receipt = await receiptOf(client, hash)
      if (receipt.status !== 'success') {
        const why = await core.failure(from, target, functionName, args, value)
        throw new Error(`${target[0]}.${functionName} failed: ${why}`)
      }
      return receipt
    },
    async succeeds(from, target, functionName, args = []) {
      const hash = await client.sendTransaction({
        account: from,
        to: target[1],
        data: encodeFunctionData({ abi: abiOf(target), functionName, args: [...args] }),
        gas: 8_000_000n,
      })
      return (await receiptOf(client, hash)).status === 'success'
    },
    async failure(from, target, functionName, args = [], value = 0n) {
      const abi = [...abiOf(target).filter((item) => item.type !== 'error'), ...errors]
      try {
        await client.call({
          account: from,
          to: target[1],
          data: encodeFunctionData({ abi, functionName, args: [...args] }),
          value,
        })
        return undefined
      } catch (error) {
        return nameOf(error, errors)
      }
    },
    events<T>(receipt: TransactionReceipt, contract: string, eventName: string) {
      const { abi } = contractNamed(contracts, contract)
      return parseEventLogs({ abi, eventName, logs: receipt.logs }).map(
        (log) => (log as unknown as { args: T }).args,
      )
    },
    async mine(blocks) {
      await client.mine({ blocks: Number(blocks) })
    },
    async mineBefore(block) {
      await core.mine(BigInt(block) - 1n - (await core.block()))
    },
    block: () => client.getBlockNumber(),
    strategy: (token) => ['StrategyBase', at.strategies[token]],
    async deposit(staker, token, amount) {
      const target: Target = ['CoreTestToken', tokens[token]]
      await core.write(staker, target, 'mint', [staker, amount])
      await core.write(staker, target, 'approve', [at.strategyManager, amount])
      const args = [at.strategies[token], tokens[token], amount]
      return core.write(staker, core.sm, 'depositIntoStrategy', args)
    },
    async operator(allocationDelay = 0, approver = ZERO) {
      const operator = core.fresh()
      await core.write(operator, core.dm, 'registerAsOperator', [approver, allocationDelay, 'uri'])
      return operator
    },
    async avs(setTokens) {
      const avs = core.fresh()
      await core.write(avs, core.am, 'updateAVSMetadataURI', [avs, 'uri'])
      await core.write(avs, core.am, 'setAVSRegistrar', [avs, at.avsRegistrar])
      const strategies = setTokens.map((token) => at.strategies[token])
      const set = { operatorSetId: 0, strategies, slasher: avs }
      await core.write(avs, core.am, 'createOperatorSets', [avs, [set]])
      return { avs, id: 0 }
    },
    delegate: (staker, operator) =>
      core.write(staker, core.dm, 'delegateTo', [operator, NO_APPROVAL, NO_SALT]),
    register: (operator, { avs, id }) =>
      core.write(operator, core.am, 'registerForOperatorSets', [
        operator,
        { avs, operatorSetIds: [id], data: '0x' },
      ]),
    allocate: (operator, operatorSet, token, magnitude) =>
      core.write(operator, core.am, 'modifyAllocations', [
        operator,
        [{ operatorSet, strategies: [at.strategies[token]], newMagnitudes: [magnitude] }],
      ]),
    slash: (operator, { avs, id }, token, wad) =>
      core.write(avs, core.am, 'slashOperator', [
        avs,
        {
          operator,
          operatorSetId: id,
          strategies: [at.strategies[token]],
          wadsToSlash: [wad],
          description: 'test',
        },
      ]),
    async queue(staker, token, depositShares) {
      const receipt = await core.write(staker, core.dm, 'queueWithdrawals', [
        [
          {
            strategies: [at.strategies[token]],
            depositShares: [depositShares],
            __deprecated_withdrawer: ZERO,
          },
        ],
      ])
      const [event] = core.events<{ withdrawal: Withdrawal }>(
        receipt,
        'DelegationManager',
        'SlashingWithdrawalQueued',
      )
      if (event === undefined) throw new Error('No withdrawal was queued.')
      return event.withdrawal
    },
    stop: chain.stop,
  }
  return core
}

/** An ether amount in wei. */
export const eth = parseEther

function nameOf(error: unknown, abi: readonly unknown[]): string {
  if (!(error instanceof BaseError)) throw error
  const raw = error.walk(
    (cause) =>
      cause instanceof RawContractError || (cause as { data?: unknown }).data !== undefined,
  ) as { data?: Hex | { data?: Hex } } | null
  const data = typeof raw?.data === 'object' ? raw.data.data : raw?.data
  if (data === undefined || data === '0x') return 'no data'
  const decoded = decodeErrorResult({ abi: abi as never, data })
  const { errorName, args } = decoded as { errorName: string; args?: readonly unknown[] }
  if (errorName === 'Panic') return `Panic(0x${Number(args?.[0]).toString(16)})`
  if (errorName === 'Error') return String(args?.[0])
  return errorName
}
