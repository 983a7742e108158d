import { type Address, type Hex, keccak256, parseEther, toHex, zeroAddress, zeroHash } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { type CompiledContracts, compileContracts } from '../../compile.ts'
import { deployEigenLayer, HOODI_DELAYS } from '../../deploy/eigenlayer.ts'
import { deployEtherFi } from '../../deploy/etherfi.ts'
import { deployLido } from '../../deploy/lido.ts'
import { BEACON_DEPOSIT, deployPeriphery } from '../../deploy/periphery.ts'
import { type RunningAnvil, startAnvil } from '../../testing/anvil.ts'
import { Handle } from '../periphery/handle.ts'

/** ether.fi over Lido and EigenLayer on a fresh chain, with accounts that have a million ether each. */
export interface EtherFiSetup {
  chain: RunningAnvil
  contracts: CompiledContracts
  /** Owns everything, reports for both pools. */
  owner: Address
  /** Gets the pool's fee. */
  treasury: Address
  /** Registered as operators; the restakers are delegated to them. */
  operators: readonly [Address, Address]
  alice: Address
  bob: Address
  lido: Handle
  delegation: Handle
  pool: Handle
  eETH: Handle
  weETH: Handle
  requests: Handle
  redemption: Handle
  admin: Handle
  restakers: readonly Handle[]
  allocation: Handle
  /** EigenLayer's strategy for stETH. */
  strategy: Address
}

export async function setUpEtherFi(): Promise<EtherFiSetup> {
  const contracts = await compileContracts({
    folders: ['eigenlayer', 'lido', 'etherfi', 'periphery'],
  })
  const chain = await startAnvil({ balance: 1_000_000 })
  const { client } = chain
  const accounts = await client.getAddresses()
  const [owner, treasury, first, second, alice, bob] = accounts as [
    Address,
    Address,
    Address,
    Address,
    Address,
    Address,
  ]
  await deployPeriphery(client, contracts)
  const staking = await deployLido(client, contracts, {
    from: owner,
    initialShares: 8_000_000n * 10n ** 18n + 7n,
    initialClBalance: 9_200_000n * 10n ** 18n + 11n,
  })
  const eigenLayer = await deployEigenLayer({
    client,
    contracts,
    account: owner,
    delays: HOODI_DELAYS,
    ethPOS: BEACON_DEPOSIT,
    tokens: { stETH: staking.stETH },
    owner,
    mine: async () => {},
  })
  const addresses = await deployEtherFi(client, contracts, {
    from: owner,
    feeRecipient: treasury,
    stETH: staking.stETH,
    delegationManager: eigenLayer.delegationManager,
    strategyManager: eigenLayer.strategyManager,
    stETHStrategy: eigenLayer.strategies.stETH,
  })
  // What the token and the pool refuse comes out of whichever contract asked them.
  const nested = [...(contracts.EETH?.abi ?? []), ...(contracts.LiquidityPool?.abi ?? [])].filter(
    ({ type }) => type === 'error',
  )
  const known = Object.fromEntries(
    Object.entries(contracts).map(([name, contract]) => {
      const own = new Set(contract.abi.map((item) => JSON.stringify(item)))
      const others = nested.filter((item) => !own.has(JSON.stringify(item)))
      return [name, { ...contract, abi: [...contract.abi, ...others] }]
    }),
  )
  const handle = (name: string, address: Address) => new Handle(client, known, name, address)
  const delegation = handle('DelegationManager', eigenLayer.delegationManager)
  const restakers = addresses.restakers.map((address) => handle('EtherFiRestaker', address))
  for (const [index, operator] of [first, second].entries()) {
    await delegation.send(operator, 'registerAsOperator', [zeroAddress, 0, ''])
    await restakers[index]?.send(owner, 'delegateTo', [
      operator,
      { signature: '0x', expiry: 0n },
      zeroHash,
    ])
  }
  return {
    chain,
    contracts,
    owner,
    treasury,
    operators: [first, second],
    alice,
    bob,
    lido: handle('Lido', staking.stETH),
    delegation,
    pool: handle('LiquidityPool', addresses.liquidityPool),
    eETH: handle('EETH', addresses.eETH),
    weETH: handle('WeETH', addresses.weETH),
    requests: handle('WithdrawRequestNFT', addresses.withdrawRequestNFT),
    redemption: handle('EtherFiRedemptionManager', addresses.redemptionManager),
    admin: handle('EtherFiAdmin', addresses.etherFiAdmin),
    restakers,
    allocation: handle('AllocationManager', eigenLayer.allocationManager),
    strategy: eigenLayer.strategies.stETH,
  }
}

/** Signs permits; the node sends for it as well. */
export const signer = privateKeyToAccount(keccak256(toHex('ether.fi permit')))

/** Gives the signer ether and lets the node send for it. */
export async function unlockSigner({ chain }: EtherFiSetup): Promise<Address> {
  await chain.client.setBalance({ address: signer.address, value: parseEther('1000') })
  await chain.client.impersonateAccount({ address: signer.address })
  return signer.address
}

/** A permit of the signer's as ether.fi's functions take it. */
export async function signPermit(
  setup: EtherFiSetup,
  token: Handle,
  name: string,
  spender: Address,
  value: bigint,
  deadline?: bigint,
) {
  const { timestamp } = await setup.chain.client.getBlock()
  const until = deadline ?? timestamp + 1_000n
  const signature = await signer.signTypedData({
    domain: { name, version: '1', chainId: 31337, verifyingContract: token.address },
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
    message: {
      owner: signer.address,
      spender,
      value,
      nonce: await token.read<bigint>('nonces', signer.address),
      deadline: until,
    },
  })
  return {
    value,
    deadline: until,
    v: Number.parseInt(signature.slice(130), 16),
    r: signature.slice(0, 66) as Hex,
    s: `0x${signature.slice(66, 130)}` as Hex,
  }
}
