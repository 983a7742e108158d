import type { Address } from 'viem'
import type {
  Chain,
  EigenLayerAddresses,
  EtherFiAddresses,
  FeedAddresses,
  LidoAddresses,
  Markets,
} from './types.ts'

/** The addresses that Keel knows by itself for one chain. */
export interface KnownAddresses {
  eigenLayer: EigenLayerAddresses
  multicall3: Address
  lido: LidoAddresses
  etherFi: EtherFiAddresses
  feeds: FeedAddresses
  beaconDepositContract: Address
  markets?: Markets
}

/** Multicall3 has this address on nearly every chain. */
export const CANONICAL_MULTICALL3: Address = '0xcA11bde05977b3631167028862bE2a173976CA11'

/**
 * Ethereum mainnet. Sources: EigenLayer's deployment ledger (release 1.13), Lido's and ether.fi's
 * lists of deployed contracts, Chainlink's feed list, Curve's pool for stETH, Aave's address book.
 */
const MAINNET: KnownAddresses = {
  eigenLayer: {
    delegationManager: '0x39053D51B77DC0d36036Fc1fCc8Cb819df8Ef37A',
    strategyManager: '0x858646372CC42E1A627fcE94aa7A7033e7CF075A',
    allocationManager: '0x948a420b8CC1d6BFd0B6087C2E7c344a2CD0bc39',
    eigenPodManager: '0x91E677b07F7AF907ec9a428aafA9fc14a0d3A338',
    rewardsCoordinator: '0x7750d328b314EfFa365A0402CcfD489B80B0adda',
    permissionController: '0x25E5F8B1E7aDf44518d35D5B2271f114e081f0E5',
    avsDirectory: '0x135DDa560e946695d6f155dACaFC6f1F25C1F5AF',
    strategyFactory: '0x5e4C39Ad7A3E881585e383dB9827EB4811f6F647',
  },
  multicall3: CANONICAL_MULTICALL3,
  lido: {
    stETH: '0xae7ab96520DE3A18E5e111B5EaAb095312D7fE84',
    wstETH: '0x7f39C581F595B53c5cb19bD0b3f8dA6c935E2Ca0',
    withdrawalQueue: '0x889edC2eDab5f40e902b864aD4d7AdE8E412F9B1',
    stETHStrategy: '0x93c4b944D05dfe6df7645A86cd2206016c51564D',
  },
  etherFi: {
    liquidityPool: '0x308861A430be4cce5502d0A12724771Fc6DaF216',
    eETH: '0x35fA164735182de50811E8e2E824cFb9B6118ac2',
    weETH: '0xCd5fE23C85820F7B72D0926FC9b05b43E359b7ee',
    withdrawRequestNFT: '0x7d5706f6ef3F89B3951E23e557CDFBC3239D4E2c',
    redemptionManager: '0xDadEf1fFBFeaAB4f68A9fD181395F68b4e4E7Ae0',
  },
  feeds: {
    ethUsd: '0x5f4eC3Df9cbd43714FE2740f5E3616155c5b8419',
    tokens: {
      '0xae7ab96520DE3A18E5e111B5EaAb095312D7fE84': {
        feed: '0x86392dC19c0b719886221c78AB11eb8Cf5c52812',
        quote: 'ETH',
      },
      '0xCd5fE23C85820F7B72D0926FC9b05b43E359b7ee': {
        feed: '0x5c9C449BbC9a6075A2c061dF312a35fd1E05fF22',
        quote: 'ETH',
      },
    },
  },
  beaconDepositContract: '0x00000000219ab540356cBB839Cbe05303d7705Fa',
  markets: {
    pools: [{ kind: 'curve-stableswap', pool: '0xDC24316b9AE028F1497c275EB9192a3Ea0f67022' }],
    lending: [
      {
        kind: 'aave-v3',
        pool: '0x87870Bca3F3fD6335C3F4ce8392D69350B4fA4E2',
        dataProvider: '0x0a16f2FCC0D44FaE41cc54e079281D84A363bECD',
        oracle: '0x54586bE62E3c3580375aE3723C145253060Ca0C2',
        collateral: '0x7f39C581F595B53c5cb19bD0b3f8dA6c935E2Ca0',
        weth: '0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2',
      },
    ],
  },
}

/**
 * Hoodi. No stETH strategy is listed: the one that EigenLayer's ledger calls so holds the token at
 * 0x7E99…4De4, which Lido lists as wstETH. Chainlink has no feeds there.
 */
const HOODI: KnownAddresses = {
  eigenLayer: {
    delegationManager: '0x867837a9722C512e0862d8c2E15b8bE220E8b87d',
    strategyManager: '0xeE45e76ddbEDdA2918b8C7E3035cd37Eab3b5D41',
    allocationManager: '0x95a7431400F362F3647a69535C5666cA0133CAA0',
    eigenPodManager: '0xcd1442415Fc5C29Aa848A49d2e232720BE07976c',
    rewardsCoordinator: '0x29e8572678e0c272350aa0b4B8f304E47EBcd5e7',
    permissionController: '0xdcCF401fD121d8C542E96BC1d0078884422aFAD2',
    avsDirectory: '0xD58f6844f79eB1fbd9f7091d05f7cb30d3363926',
    strategyFactory: '0xfB7d94501E4d4ACC264833Ef4ede70a11517422B',
  },
  multicall3: CANONICAL_MULTICALL3,
  lido: {
    stETH: '0x3508A952176b3c15387C97BE809eaffB1982176a',
    wstETH: '0x7E99eE3C66636DE415D2d7C880938F2f40f94De4',
    withdrawalQueue: '0xfe56573178f1bcdf53F01A6E9977670dcBBD9186',
  },
  etherFi: {
    liquidityPool: '0x4a8081095549e63153a61D21F92ff079fe39858E',
    eETH: '0x5595b182162DB7ECfdFE5Ea948d7636b9e250C4D',
    weETH: '0xd5A50FAE2736CA59Bd6Ac4AF59b1f0fFAB62c4A2',
    withdrawRequestNFT: '0xb17528f26b0F7ED107E4E17f48bcC2E169Dcb6c1',
    redemptionManager: '0x95AeCaa1B0C3A04C8aFf5D05f27363e9e3367D6F',
  },
  feeds: {},
  beaconDepositContract: '0x00000000219ab540356cBB839Cbe05303d7705Fa',
}

const KNOWN: Readonly<Record<number, KnownAddresses>> = { 1: MAINNET, 560048: HOODI }

/** The compiled-in addresses of a chain, or null when Keel does not know the chain. */
export function knownAddresses(chainId: number): KnownAddresses | null {
  return KNOWN[chainId] ?? null
}

let spellings: ReadonlySet<string> | null = null

/** Whether an address is a compiled-in one, letter for letter, so that its checksum is known to be right. */
export function isCompiledIn(address: string): boolean {
  spellings ??= new Set(JSON.stringify(KNOWN).match(/0x[0-9a-fA-F]{40}/g))
  return spellings.has(address)
}

/** Why the addresses of a chain cannot be vouched for. */
export type Deviation = { kind: 'unknownChain' } | { kind: 'deviation'; fields: readonly string[] }

/**
 * Compares a chain of `deployments.json` with the compiled-in addresses. Whoever can alter that file
 * receives the approvals, so a deviation belongs in a permanent banner and in every plan.
 *
 * @returns null when every address given is the known one. Optional entries may be absent; one that
 * Keel knows nothing about counts as a deviation. Fields are paths such as
 * `eigenLayer.strategyManager`.
 */
export function deviations(chain: Chain): Deviation | null {
  const known = knownAddresses(chain.chainId)
  if (known === null) return { kind: 'unknownChain' }
  const expected = flatten(known)
  const { eigenLayer, multicall3, lido, etherFi, feeds, beaconDepositContract, markets } = chain
  const given = flatten({
    eigenLayer,
    multicall3,
    lido,
    etherFi,
    feeds,
    beaconDepositContract,
    ...(markets === undefined ? {} : { markets }),
  })
  const fields = [...given].filter(([path, value]) => expected.get(path) !== value)
  return fields.length === 0
    ? null
    : { kind: 'deviation', fields: fields.map(([path]) => path).sort() }
}

/** All leaves of an object in lower case, by dotted path. */
function flatten(value: object, prefix = '', leaves = new Map<string, string>()) {
  for (const [key, child] of Object.entries(value) as [string, unknown][]) {
    const path = prefix === '' ? key : `${prefix}.${key}`
    if (typeof child === 'string') leaves.set(path, child.toLowerCase())
    else if (typeof child === 'object' && child !== null) flatten(child, path, leaves)
  }
  return leaves
}
