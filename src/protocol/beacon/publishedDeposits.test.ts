import type { Address, Hex } from 'viem'
import { expect, test } from 'vitest'
import { checkDeposits, type DepositProblem } from './checkDeposits.ts'
import { parseDepositFile } from './depositFile.ts'
import { makeDeposit } from './testing/makeDeposit.ts'

/*
 * Deposits that the usual staking tools made and that were published since: signed by other implementations of BLS,
 * with roots that other implementations worked out.
 */

/** A file as the tools write it: Python's `json.dump` of a list, nine fields in this order, hexadecimal without 0x. */
function fileOf(...entries: readonly object[]): string {
  const written = entries.map((entry) =>
    Object.entries(entry)
      .map(([name, value]) => `"${name}": ${JSON.stringify(value)}`)
      .join(', '),
  )
  return `[${written.map((fields) => `{${fields}}`).join(', ')}]`
}

const holesky = {
  pubkey:
    '85a84321189579ec2a20138f8ee11a2192285cf81012c4b375afd3817b33b0a10695e0f9c74c8db6b3fe79cabc51ea8e',
  withdrawal_credentials: '01000000000000000000000081592c3de184a3e2c0dcb5a261bc107bfa91f494',
  amount: 32_000_000_000,
  signature:
    'a4510deacb8815aaec7f3f877287c45beb4a0b96dbbd7b72561b19d58393c417386d4d529e9809eb8a308459ee733de018e32dd48d66e03c47bcdb86bec389fa10a852bf0a3efa562f33697bead475dbf73880c000bc7f92da0daad4860fdd26',
  deposit_message_root: 'e9ea570d92bb1d576cdc30fd93e2b6b8e2d5f08225de469111bb4e19938706ad',
  deposit_data_root: 'cb466425c0721700bfbbed913d0008077aedbfeac85e9f8eaace91ef487d30f5',
  fork_version: '01017000',
  network_name: 'holesky',
  deposit_cli_version: '2.7.0',
}

const mainnet = {
  pubkey:
    '8666389c3fe6ff0bca9adba81504f380b9e2c719419760d561836472fafe295cb50696524e19cba084e1d788d66c80d6',
  withdrawal_credentials: '0100000000000000000000000000000000000000000000000000000000000001',
  amount: 32_000_000_000,
  signature:
    'a1f3ece1cb871e1af29fdaf94cab58d48d128d0ed2342a1f042f49344943c25ec6eab4f2219301e421a88453c6aa29e90b78373a8341c17738bc0ff4d0a724494535b494cd21fd2633a7a12353a5232c9806e1576f1e2447631ec3310db4008b',
  deposit_message_root: 'dc224ac1c94d70906d643644f20398bdea5dabea123116a9d6135b8f5f4906bd',
  deposit_data_root: 'f5c6b52d2ba608f0df4123e5ed051b5765a636e09d1372668e1ec074430f2279',
  fork_version: '00000000',
  network_name: 'mainnet',
  deposit_cli_version: '2.3.0',
}

const goerli = {
  pubkey:
    '8289a5b32c66cd1f7de338855bc7b70897402a42f24070f9ad62423c76c05f001d560975d40106200b5cb9176488a2c7',
  withdrawal_credentials: '0100000000000000000000004d68568b8d4e6244233c685b48fea619621b78d2',
  amount: 32_000_000_000,
  signature:
    'b465d3cf1e108aed4a627bca2cffa482218b1e99bdd057b4625a0dee8138f33820af9a42404b732ab4583ae62ef74a350ac5569f23e8d7ecca86d7c8e36daea605157be6b3fe4bb4eb172adb2b9eced5143e34388f68ff95ea73381df234306d',
  deposit_message_root: 'eadccf9293ad7bb7d739b287a5d6dd2ed4f076a9f72d696b1a41c8220d096389',
  deposit_data_root: '8039153a6874062149b6a426a12f5344e89e266dcc454569c79487a8bdcd48e4',
  fork_version: '00001020',
  network_name: 'goerli',
  deposit_cli_version: '2.3.0',
}

/** One of two parts of a validator's 32 ETH: right in itself, and not what a pod takes. */
const oneEther = {
  pubkey:
    'ad85894db60881bcee956116beae6bc6934d7eca8317dc3084adf665be426a21a1855b5196a7515fd791bf0b6e3727c5',
  withdrawal_credentials: '010000000000000000000000b2de3e0380d7229dc9e717342ed042e54eaaa620',
  amount: 1_000_000_000,
  signature:
    '848169dd090590d31b4eee23f031b3f0df4bbe097e1ea3f65e4c40b5da412f326adfed4b1c45b83831eb692e906ba1ec0f0cacfc714f1c89ad74eca71be43247965e71ead2dc7625410d69c434fa88895ef2c9e135bb187b04eb62bc87539dcf',
  deposit_message_root: '12f106b1c020239e8c2857c5bd355ca4c9fec33b2140367064a7df5a11861f44',
  deposit_data_root: 'aa08a4fe6761812fb0ae067b98e30239a2aefb609c271edf4efe84f7a5742ff3',
  fork_version: '01017000',
  network_name: 'holesky',
  deposit_cli_version: '2.7.0',
}

type Published = typeof holesky

async function problemsOf(text: string, pod: Address, forkVersion: Hex) {
  const file = parseDepositFile(text)
  if (!file.ok) throw new Error(file.fault)
  const checked = await checkDeposits({
    entries: file.entries,
    pod,
    forkVersion,
    deposited: new Set(),
  })
  return checked.map(({ problems }) => problems)
}

const alone = async (entry: Published): Promise<readonly DepositProblem[] | undefined> =>
  (
    await problemsOf(
      fileOf(entry),
      `0x${entry.withdrawal_credentials.slice(24)}`,
      `0x${entry.fork_version}`,
    )
  )[0]

test.each([holesky, mainnet, goerli])(
  'a published deposit for $network_name verifies whole',
  async (entry) => {
    expect(await alone(entry)).toEqual([])
    // One digit of each field that is signed or hashed, and it no longer does.
    for (const field of [
      'pubkey',
      'signature',
      'deposit_message_root',
      'deposit_data_root',
      'fork_version',
    ] as const) {
      const digits = entry[field]
      const other = digits.at(-1) === '0' ? '1' : '0'
      expect(await alone({ ...entry, [field]: digits.slice(0, -1) + other }), field).not.toEqual([])
    }
  },
)

test('a deposit of 1 ETH is right but for its amount', async () => {
  expect(await alone(oneEther)).toEqual([{ kind: 'amount', gwei: 1_000_000_000n }])
})

test('files of old and new tools: the network under either name, 0x02 told from 0x01', async () => {
  const pod: Address = '0x1234567890abcdef1234567890abcdef12345678'
  const made = { pod, forkVersion: '0x10000910' as const }
  const { network_name, deposit_cli_version, ...bare } = makeDeposit({ ...made, name: 'old' })
  expect([network_name, deposit_cli_version]).toHaveLength(2)
  const text = fileOf(
    { ...bare, network_name: 'hoodi', deposit_cli_version: '1.2.2' },
    {
      ...makeDeposit({ ...made, name: 'before' }),
      eth2_network_name: 'hoodi',
      deposit_cli_version: '1.2.0',
    },
    { ...makeDeposit({ ...made, name: 'compounding', prefix: '0x02' }), network_name: 'hoodi' },
    makeDeposit({ ...made, name: 'much', prefix: '0x02', amountGwei: 2_048_000_000_000n }),
  )
  expect(text).toMatch(
    /^\[\{"pubkey": "[0-9a-f]{96}", "withdrawal_credentials": "010{22}[0-9a-f]{40}", "amount": 32000000000, "signature": "[0-9a-f]{192}", "deposit_message_root": "[0-9a-f]{64}", "deposit_data_root": "[0-9a-f]{64}", "fork_version": "10000910", "network_name": "hoodi", "deposit_cli_version": "1.2.2"\}, \{/,
  )
  expect(await problemsOf(text, pod, '0x10000910')).toEqual([
    [],
    [],
    [{ kind: 'compounding' }],
    [{ kind: 'compounding' }, { kind: 'amount', gwei: 2_048_000_000_000n }],
  ])
})
