import { createHash } from 'node:crypto'
import {
  type Address,
  bytesToHex,
  concat,
  encodeFunctionData,
  type Hex,
  hexToBytes,
  keccak256,
  numberToHex,
  parseEther,
  parseGwei,
  toHex,
} from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CompiledContracts, compileContracts } from '../../compile.ts'
import {
  BEACON_DEPOSIT,
  BEACON_ROOTS,
  deployPeriphery,
  deployPriceFeed,
  deployTestToken,
  MULTICALL3,
  SYSTEM,
  setBeaconRoot,
} from '../../deploy/periphery.ts'
import { type RunningAnvil, startAnvil } from '../../testing/anvil.ts'
import { Handle } from './handle.ts'

let chain: RunningAnvil
let contracts: CompiledContracts
let owner: Address
let other: Address

beforeAll(async () => {
  contracts = await compileContracts({ folders: ['periphery'] })
  chain = await startAnvil()
  const accounts = await chain.client.getAddresses()
  owner = accounts[0] as Address
  other = accounts[1] as Address
  await deployPeriphery(chain.client, contracts)
})
afterAll(() => chain.stop())

const handle = (name: string, address: Address) =>
  new Handle(chain.client, contracts, name, address)

const sha = (...parts: Hex[]): Hex =>
  `0x${createHash('sha256')
    .update(hexToBytes(concat(parts)))
    .digest('hex')}`
const zeros = (bytes: number): Hex => toHex(new Uint8Array(bytes))
const littleEndian = (value: bigint): Hex =>
  bytesToHex(hexToBytes(numberToHex(value, { size: 8 })).reverse())

describe('Multicall3', () => {
  test('a failing call is reported where allowed and undoes everything where not', async () => {
    const token = await deployTestToken(chain.client, contracts, {
      from: owner,
      name: 'Token',
      symbol: 'TKN',
    })
    const abi = contracts.TestToken?.abi ?? []
    const good = encodeFunctionData({ abi, functionName: 'symbol' })
    const bad = encodeFunctionData({ abi, functionName: 'transfer', args: [owner, 1n] })
    const multicall = handle('Multicall3', MULTICALL3)
    const calls = (allowFailure: boolean) => [
      { target: token, allowFailure: false, callData: good },
      { target: token, allowFailure, callData: bad },
    ]
    const results = await multicall.read<{ success: boolean; returnData: Hex }[]>(
      'aggregate3',
      calls(true),
    )
    expect(results.map((r) => r.success)).toEqual([true, false])
    expect(results[1]?.returnData.slice(0, 10)).toBe('0x08c379a0')
    expect(await multicall.refusal(owner, 'aggregate3', [calls(false)])).toBe(
      'Multicall3: call failed',
    )
    expect(await multicall.read('getChainId')).toBe(31337n)
    expect(await multicall.read('getEthBalance', other)).toBe(
      await chain.client.getBalance({ address: other }),
    )
  })

  test('viem batches through it, and a call without code does not stop the others', async () => {
    const token = await deployTestToken(chain.client, contracts, {
      from: owner,
      name: 'Token',
      symbol: 'TKN',
      decimals: 6,
    })
    const abi = contracts.TestToken?.abi ?? []
    const results = await chain.client.multicall({
      multicallAddress: MULTICALL3,
      contracts: [
        { address: token, abi, functionName: 'decimals' },
        { address: other, abi, functionName: 'decimals' },
      ],
    })
    expect(results[0]).toMatchObject({ status: 'success', result: 6 })
    expect(results[1]).toMatchObject({ status: 'failure' })
  })

  test('values must add up', async () => {
    const multicall = handle('Multicall3', MULTICALL3)
    const sink = privateKeyToAccount(generatePrivateKey()).address
    const call = [{ target: sink, allowFailure: false, value: 3n, callData: '0x' }]
    await multicall.send(owner, 'aggregate3Value', [call], 3n)
    expect(await chain.client.getBalance({ address: sink })).toBe(3n)
    expect(await multicall.refusal(owner, 'aggregate3Value', [call], 4n)).toBe(
      'Multicall3: value mismatch',
    )
  })
})

describe('deposit contract', () => {
  const credentials = concat(['0x01', zeros(11), '0x00000000000000000000000000000000000000aa'])
  const pubkey = (n: number) => concat([numberToHex(n, { size: 16 }), keccak256(toHex(n))])
  const signature = (n: number) => {
    const part = keccak256(toHex(n + 1000))
    return concat([part, part, part])
  }

  /** Hash tree root of DepositData, written down from the SSZ rules. */
  function dataRoot(n: number, value: bigint): Hex {
    const sig = signature(n)
    const half = `0x${sig.slice(2, 130)}` as Hex
    const rest = `0x${sig.slice(130)}` as Hex
    return sha(
      sha(sha(pubkey(n), zeros(16)), credentials),
      sha(littleEndian(value / 10n ** 9n), zeros(24), sha(sha(half), sha(rest, zeros(32)))),
    )
  }

  /** Root of a list of deposits: the whole tree, level by level. */
  function listRoot(leaves: Hex[]): Hex {
    let level = leaves
    let empty = zeros(32)
    for (let depth = 0; depth < 32; depth++) {
      const next: Hex[] = []
      for (let i = 0; i < Math.max(level.length, 1); i += 2) {
        next.push(sha(level[i] ?? empty, level[i + 1] ?? empty))
      }
      empty = sha(empty, empty)
      level = next
    }
    return sha(level[0] as Hex, littleEndian(BigInt(leaves.length)), zeros(24))
  }

  test('the root of no deposits is the one of mainnet before its first deposit', async () => {
    const deposits = handle('DepositContract', BEACON_DEPOSIT)
    expect(await deposits.read('get_deposit_root')).toBe(
      '0xd70a234731285c6804c2a4f56711ddb8c82c99740f207854891028af34e27e5e',
    )
    expect(await deposits.read('get_deposit_count')).toBe('0x0000000000000000')
  })

  test('the root after each of seven deposits is that of the whole list', async () => {
    const deposits = handle('DepositContract', BEACON_DEPOSIT)
    const leaves: Hex[] = []
    for (let n = 0; n < 7; n++) {
      const value = parseEther('32') + BigInt(n) * parseGwei('1')
      leaves.push(dataRoot(n, value))
      const receipt = await deposits.send(
        owner,
        'deposit',
        [pubkey(n), credentials, signature(n), leaves[n]],
        value,
      )
      expect(deposits.events(receipt)[0]?.args).toMatchObject({
        pubkey: pubkey(n),
        withdrawal_credentials: credentials,
        amount: littleEndian(value / 10n ** 9n),
        index: littleEndian(BigInt(n)),
      })
      expect(await deposits.read('get_deposit_root')).toBe(listRoot(leaves))
    }
    expect(await deposits.read('get_deposit_count')).toBe('0x0700000000000000')
  })

  test('what is wrong with a deposit is said', async () => {
    const deposits = handle('DepositContract', BEACON_DEPOSIT)
    const value = parseEther('32')
    const good = [pubkey(9), credentials, signature(9), dataRoot(9, value)] as const
    const refusal = (index: number, wrong: Hex, sent = value) =>
      deposits.refusal(
        owner,
        'deposit',
        good.map((part, i) => (i === index ? wrong : part)),
        sent,
      )
    const start = 'DepositContract: '
    expect(await refusal(0, '0x12')).toBe(`${start}invalid pubkey length`)
    expect(await refusal(1, '0x12')).toBe(`${start}invalid withdrawal_credentials length`)
    expect(await refusal(2, '0x12')).toBe(`${start}invalid signature length`)
    expect(await refusal(3, zeros(32))).toBe(
      `${start}reconstructed DepositData does not match supplied deposit_data_root`,
    )
    expect(await refusal(4, '0x', value - parseEther('31.5'))).toBe(`${start}deposit value too low`)
    expect(await refusal(4, '0x', value + 1n)).toBe(`${start}deposit value not multiple of gwei`)
  })

  test('it names its interface', async () => {
    const deposits = handle('DepositContract', BEACON_DEPOSIT)
    expect(await deposits.read('supportsInterface', '0x01ffc9a7')).toBe(true)
    expect(await deposits.read('supportsInterface', '0x85640907')).toBe(true)
    expect(await deposits.read('supportsInterface', '0xffffffff')).toBe(false)
  })
})

describe('beacon roots', () => {
  const root = keccak256('0x1234')
  const ask = (timestamp: bigint) =>
    chain.client.call({ to: BEACON_ROOTS, data: numberToHex(timestamp, { size: 32 }) })

  test('the system account pushes the root of its block; unknown times revert', async () => {
    await chain.client.impersonateAccount({ address: SYSTEM })
    await chain.client.setBalance({ address: SYSTEM, value: parseEther('1') })
    const hash = await chain.client.sendTransaction({
      account: SYSTEM,
      to: BEACON_ROOTS,
      data: root,
    })
    const { blockNumber } = await chain.client.waitForTransactionReceipt({ hash })
    const { timestamp } = await chain.client.getBlock({ blockNumber })
    expect((await ask(timestamp)).data).toBe(root)
    await expect(ask(timestamp + 1n)).rejects.toThrow()
    await expect(ask(timestamp + 8191n)).rejects.toThrow()
    await expect(ask(0n)).rejects.toThrow()
    await expect(chain.client.call({ to: BEACON_ROOTS, data: '0x12' })).rejects.toThrow()
  })

  test('a root may be written for a time to come', async () => {
    await setBeaconRoot(chain.client, 2_000_000_123, root)
    expect((await ask(2_000_000_123n)).data).toBe(root)
  })
})

describe('price feed', () => {
  test('answers, rounds, history and who may post', async () => {
    const feed = handle(
      'PriceFeed',
      await deployPriceFeed(chain.client, contracts, {
        from: owner,
        description: 'ETH / USD',
        decimals: 8,
      }),
    )
    expect(await feed.refusal(other, 'post', [1n])).toBe('Only callable by owner')
    await feed.send(owner, 'post', [2_500_00000000n])
    const receipt = await feed.send(owner, 'post', [2_400_12345678n, 1_700_000_000n])
    const phase = 1n << 64n
    expect(await feed.read('latestRoundData')).toEqual([
      phase + 2n,
      2_400_12345678n,
      1_700_000_000n,
      1_700_000_000n,
      phase + 2n,
    ])
    const first = await feed.read<bigint[]>('getRoundData', phase + 1n)
    expect(first[1]).toBe(2_500_00000000n)
    expect(await feed.read('latestAnswer')).toBe(2_400_12345678n)
    expect(await feed.read('latestTimestamp')).toBe(1_700_000_000n)
    expect([await feed.read('decimals'), await feed.read('description')]).toEqual([8, 'ETH / USD'])
    expect(await feed.refusal(owner, 'getRoundData', [phase + 3n])).toBe('No data present')
    expect(await feed.refusal(owner, 'getRoundData', [2n])).toBe('No data present')

    const aggregator = handle('PriceAggregator', await feed.read<Address>('aggregator'))
    const [round, answer] = aggregator.events(receipt)
    expect(round).toMatchObject({ eventName: 'NewRound', args: { roundId: 2n } })
    expect(answer).toMatchObject({
      eventName: 'AnswerUpdated',
      args: { current: 2_400_12345678n, roundId: 2n, updatedAt: 1_700_000_000n },
    })
    expect(await aggregator.refusal(owner, 'post', [1n, 1n, owner])).toBe('Only the feed posts')
    expect(await feed.read('phaseAggregators', 1)).toBe(aggregator.address)
  })
})

describe('test token', () => {
  test('only its owner mints; transfers and approvals follow the standard', async () => {
    const token = handle(
      'TestToken',
      await deployTestToken(chain.client, contracts, { from: owner, name: 'A', symbol: 'A' }),
    )
    expect(await token.refusal(other, 'mint', [other, 1n])).toBe('Ownable: caller is not the owner')
    await token.send(owner, 'mint', [other, 10n])
    await token.send(other, 'approve', [owner, 7n])
    expect(await token.refusal(owner, 'transferFrom', [other, owner, 8n])).toBe(
      'ERC20: transfer amount exceeds allowance',
    )
    await token.send(owner, 'transferFrom', [other, owner, 6n])
    expect(await token.read('allowance', other, owner)).toBe(1n)
    expect(await token.refusal(other, 'transfer', [owner, 5n])).toBe(
      'ERC20: transfer amount exceeds balance',
    )
    expect(await token.read('totalSupply')).toBe(10n)
  })

  test('a permit approves once, in time and for its signer', async () => {
    const token = handle(
      'TestToken',
      await deployTestToken(chain.client, contracts, { from: owner, name: 'Perm', symbol: 'P' }),
    )
    const signer = privateKeyToAccount(generatePrivateKey())
    const deadline = (await chain.client.getBlock()).timestamp + 1000n
    const sign = async (nonce: bigint, until: bigint) => {
      const signed = await signer.signTypedData({
        domain: {
          name: 'Perm',
          version: '1',
          chainId: 31337,
          verifyingContract: token.address,
        },
        types: {
          Permit: [
            { name: 'owner', type: 'address' },
            { name: 'spender', type: 'address' },
            { name: 'value', type: 'uint256' },
            { name: 'nonce', type: 'uint256' },
            { name: 'deadline', type: 'uint256' },
          ],
        },
        primaryType: 'Permit',
        message: { owner: signer.address, spender: other, value: 5n, nonce, deadline: until },
      })
      const v = Number.parseInt(signed.slice(130), 16)
      return [
        signer.address,
        other,
        5n,
        until,
        v,
        signed.slice(0, 66),
        `0x${signed.slice(66, 130)}`,
      ]
    }
    expect(await token.refusal(other, 'permit', await sign(1n, deadline))).toBe(
      'ERC20Permit: invalid signature',
    )
    expect(await token.refusal(other, 'permit', await sign(0n, 1n))).toBe(
      'ERC20Permit: expired deadline',
    )
    await token.send(other, 'permit', await sign(0n, deadline))
    expect(await token.read('allowance', signer.address, other)).toBe(5n)
    expect(await token.refusal(other, 'permit', await sign(0n, deadline))).toBe(
      'ERC20Permit: invalid signature',
    )
  })
})
