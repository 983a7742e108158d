import { type Address, encodePacked, type Hex, keccak256, maxUint256, sha256, zeroHash } from 'viem'
import type { DepositPlan } from './restakers.ts'
import { core, ROLES, read, token, type World } from './world.ts'

/** stETH transfers may arrive a few wei short; whoever stakes for a deposit stakes that much more. */
const ROUNDING = 10n

/** Half of a test token's supply comes when it is needed: mints for a deposit of a later block. */
export function mintFor(world: World, staker: Address, plan: DepositPlan): void {
  if (plan.strategy === 'stETH') return
  world.scribe.send(
    `minting ${plan.strategy}`,
    ROLES.issuer,
    token(world, plan.strategy, 'mint', [staker, plan.amount]),
  )
}

/** Stakes with Lido when it is stETH, approves and deposits, all in one block. */
export function deposit(world: World, who: string, staker: Address, plan: DepositPlan): void {
  const { scribe, places } = world
  const { strategy, amount } = plan
  if (strategy === 'stETH') {
    scribe.send(
      `${who} stakes with Lido`,
      staker,
      token(world, 'stETH', 'submit', [ROLES.treasury], amount + ROUNDING),
    )
  }
  scribe.send(
    `${who} approves ${strategy}`,
    staker,
    token(world, strategy, 'approve', [places.core.strategyManager, amount]),
  )
  scribe.send(
    `${who} deposits ${strategy}`,
    staker,
    core(world, 'strategyManager', 'depositIntoStrategy', [
      places.strategies[strategy],
      places.tokens[strategy],
      amount,
    ]),
  )
}

/** Delegates everything to an operator that asks for no approval. */
export function delegate(world: World, who: string, staker: Address, operator: Address): void {
  world.scribe.send(
    `${who} delegates`,
    staker,
    core(world, 'delegationManager', 'delegateTo', [
      operator,
      { signature: '0x', expiry: 0n },
      zeroHash,
    ]),
  )
}

/** A withdrawal as the DelegationManager stores it. */
interface Withdrawal {
  strategies: readonly Address[]
  startBlock: number
}

/** Queues a part (0 to 1) of all ERC-20 deposit shares that a restaker has now. */
export async function queuePart(
  world: World,
  who: string,
  staker: Address,
  part: number,
): Promise<void> {
  const [held, shares] = await read<[Address[], bigint[]]>(
    world,
    'strategyManager',
    'getDeposits',
    [staker],
  )
  const thousandths = BigInt(Math.round(part * 1_000))
  world.scribe.send(
    `${who} queues a withdrawal`,
    staker,
    core(world, 'delegationManager', 'queueWithdrawals', [
      [
        {
          strategies: held,
          depositShares: shares.map((amount) => (amount * thousandths) / 1_000n),
          __deprecated_withdrawer: staker,
        },
      ],
    ]),
  )
}

/** Completes every withdrawal of a restaker that the delay allows by now. */
export async function completeAll(
  world: World,
  who: string,
  staker: Address,
  asTokens: boolean,
): Promise<void> {
  const [withdrawals] = await read<[Withdrawal[], bigint[][]]>(
    world,
    'delegationManager',
    'getQueuedWithdrawals',
    [staker],
  )
  const byStrategy = new Map(
    Object.entries(world.places.strategies).map(([key, address]) => [address.toLowerCase(), key]),
  )
  const tokens = world.places.tokens as Readonly<Record<string, Address>>
  for (const withdrawal of withdrawals) {
    world.scribe.send(
      `${who} completes a withdrawal`,
      staker,
      core(world, 'delegationManager', 'completeQueuedWithdrawal', [
        withdrawal,
        withdrawal.strategies.map(
          (strategy) => tokens[byStrategy.get(strategy.toLowerCase()) ?? ''] ?? staker,
        ),
        asTokens,
      ]),
    )
  }
}

/** Lets a contract take any amount of a token. */
export function approveForever(
  world: World,
  who: string,
  owner: Address,
  key: 'rewardA' | 'rewardB' | 'rewardC' | 'stETH',
  spender: Address,
): void {
  world.scribe.send(
    `${who} approves ${key}`,
    owner,
    token(world, key, 'approve', [spender, maxUint256]),
  )
}

const VALIDATOR_GWEI = 32_000_000_000n

/** Stakes 32 ETH through a restaker's pod for a validator whose key is made from a name. */
export async function stakeValidator(
  world: World,
  who: string,
  owner: Address,
  name: string,
): Promise<void> {
  const pod = await read<Address>(world, 'eigenPodManager', 'getPod', [owner])
  const bytes = (label: string, length: number) => {
    let text = ''
    for (let i = 0; text.length < 2 * length; i++) {
      text += keccak256(
        encodePacked(['string', 'string', 'uint256'], [name, label, BigInt(i)]),
      ).slice(2)
    }
    return `0x${text.slice(0, 2 * length)}` as Hex
  }
  const pubkey = bytes('public key', 48)
  const signature = bytes('signature', 96)
  world.scribe.send(
    `${who} stakes a validator`,
    owner,
    core(
      world,
      'eigenPodManager',
      'stake',
      [pubkey, signature, depositDataRoot(pubkey, signature, pod)],
      VALIDATOR_GWEI * 10n ** 9n,
    ),
  )
}

/** hash_tree_root of the consensus layer's DepositData with 0x01 credentials of the pod and 32 ETH. */
function depositDataRoot(pubkey: Hex, signature: Hex, pod: Address): Hex {
  const hash = (...parts: Hex[]) => sha256(`0x${parts.map((part) => part.slice(2)).join('')}`)
  const zeros = (length: number): Hex => `0x${'00'.repeat(length)}`
  const credentials: Hex = `0x01${'00'.repeat(11)}${pod.slice(2)}`
  const amount = new Uint8Array(8)
  new DataView(amount.buffer).setBigUint64(0, VALIDATOR_GWEI, true)
  const amountHex: Hex = `0x${Buffer.from(amount).toString('hex')}`
  const signatureRoot = hash(
    hash(`0x${signature.slice(2, 130)}`),
    hash(`0x${signature.slice(130)}`, zeros(32)),
  )
  return hash(hash(hash(pubkey, zeros(16)), credentials), hash(amountHex, zeros(24), signatureRoot))
}
