/** Names of the strategies of the local chain. */
export type StrategyKey = 'stETH' | 'tLST' | 'nLST' | 'beaconChainETH'

/** `avs/id`: an operator set of the history. */
export type SetKey =
  | 'lattice/0'
  | 'lattice/1'
  | 'harbor/0'
  | 'harbor/1'
  | 'mosaic/0'
  | 'relay/0'
  | 'relay/7'
  | 'quorum/0'
  | 'ember/0'
  | 'cinder/0'
  | 'cinder/1'
  | 'tidal/0'
  | 'vesper/0'
  | 'orchard/0'

export interface SetPlan {
  id: number
  name: string
  about: string
  strategies: readonly StrategyKey[]
  /** Slashed stake is paid to an account of the AVS instead of being burned. */
  redistributes?: boolean
  /** What members are slashed for, as the AVS says it. */
  slashing: readonly string[]
}

export interface AvsPlan {
  key: string
  name: string
  about: string
  /** Day on which its metadata is first published. */
  day: number
  metadata: 'good' | 'none'
  /** A wallet may slash, not a contract. */
  walletSlasher?: boolean
  /** A fifth of its rewards goes to the protocol. */
  protocolFee?: boolean
  sets: readonly SetPlan[]
}

/** The ten AVSs and their fourteen operator sets. */
export const AVSS: readonly AvsPlan[] = [
  {
    key: 'lattice',
    name: 'Lattice Oracle (invented)',
    about: 'Prices signed by a committee of operators.',
    day: 1,
    metadata: 'good',
    sets: [
      {
        id: 0,
        name: 'Spot prices',
        about: 'stETH only.',
        strategies: ['stETH'],
        slashing: ['Signing two different prices for one round', 'Missing 90 % of a day of rounds'],
      },
      {
        id: 1,
        name: 'Volatility',
        about: 'stETH and Test LST.',
        strategies: ['stETH', 'tLST'],
        slashing: ['Signing two different values for one round'],
      },
    ],
  },
  {
    key: 'harbor',
    name: 'Harbor Data (invented)',
    about: 'Keeps data available for rollups.',
    day: 1,
    metadata: 'good',
    sets: [
      {
        id: 0,
        name: 'Storage',
        about: 'stETH, Test LST and native ETH.',
        strategies: ['stETH', 'tLST', 'beaconChainETH'],
        slashing: ['Failing a retrieval challenge'],
      },
      {
        id: 1,
        name: 'Archive',
        about: 'A token without a price.',
        strategies: ['nLST'],
        slashing: ['Losing archived data'],
      },
    ],
  },
  {
    key: 'mosaic',
    name: 'Mosaic Coprocessor (invented)',
    about: 'Computes off chain; slashed stake is paid to those who were harmed.',
    day: 2,
    metadata: 'good',
    sets: [
      {
        id: 0,
        name: 'Provers',
        about: 'A redistributing set: slashed stake is paid out, not burned.',
        strategies: ['stETH', 'tLST'],
        redistributes: true,
        slashing: ['Proving a wrong result'],
      },
    ],
  },
  {
    key: 'relay',
    name: 'Relay Bridge (invented)',
    about: 'Carries messages between chains.',
    day: 2,
    metadata: 'good',
    sets: [
      {
        id: 0,
        name: 'Guards',
        about: 'stETH only.',
        strategies: ['stETH'],
        slashing: ['Signing a message that was never sent'],
      },
      {
        id: 7,
        name: 'Watchers',
        about: 'stETH and native ETH.',
        strategies: ['stETH', 'beaconChainETH'],
        slashing: ['Ignoring a fraud proof'],
      },
    ],
  },
  {
    key: 'quorum',
    name: 'Quorum Sequencer (invented)',
    about: 'Orders transactions by the vote of its operators.',
    day: 2,
    metadata: 'good',
    sets: [
      {
        id: 0,
        name: 'Sequencers',
        about:
          'Votes count by the total stake delegated to an operator, while almost none of it is allocated here and could be slashed.',
        strategies: ['stETH', 'tLST'],
        slashing: ['Proposing two blocks at one height'],
      },
    ],
  },
  {
    key: 'ember',
    name: 'Ember Keepers (invented)',
    about: 'Calls contracts on time. A single wallet may slash.',
    day: 3,
    metadata: 'good',
    walletSlasher: true,
    sets: [
      {
        id: 0,
        name: 'Keepers',
        about: 'stETH only.',
        strategies: ['stETH'],
        slashing: ['Missing a scheduled call'],
      },
    ],
  },
  {
    key: 'cinder',
    name: 'Cinder VM (invented)',
    about: 'A rollup with fraud proofs. Its slasher is about to change.',
    day: 4,
    metadata: 'good',
    sets: [
      {
        id: 0,
        name: 'Validators',
        about: 'stETH and Test LST.',
        strategies: ['stETH', 'tLST'],
        slashing: ['Attesting to a wrong state root'],
      },
      {
        id: 1,
        name: 'Test LST guards',
        about: 'Test LST only.',
        strategies: ['tLST'],
        slashing: ['Attesting to a wrong state root'],
      },
    ],
  },
  {
    key: 'tidal',
    name: 'Tidal Proofs (invented)',
    about: 'Proves what validators did; native stake only.',
    day: 6,
    metadata: 'good',
    sets: [
      {
        id: 0,
        name: 'Witnesses',
        about: 'Native ETH only.',
        strategies: ['beaconChainETH'],
        slashing: ['Withholding a proof'],
      },
    ],
  },
  {
    key: 'vesper',
    name: 'Vesper Attest (invented)',
    about: 'Attests to documents. Pays the protocol fee on its rewards.',
    day: 3,
    metadata: 'good',
    protocolFee: true,
    sets: [
      {
        id: 0,
        name: 'Attesters',
        about: 'stETH only.',
        strategies: ['stETH'],
        slashing: ['Attesting to a forged document'],
      },
    ],
  },
  {
    key: 'orchard',
    name: 'Orchard Automation (invented)',
    about: 'Its metadata cannot be fetched.',
    day: 13,
    metadata: 'none',
    sets: [
      {
        id: 0,
        name: 'Pickers',
        about: 'Four strategies.',
        strategies: ['stETH', 'tLST', 'nLST', 'beaconChainETH'],
        slashing: [],
      },
    ],
  },
]

/** Operator sets by key, with the AVS each belongs to. */
export function setPlan(key: SetKey): { avs: AvsPlan; set: SetPlan } {
  for (const avs of AVSS) {
    for (const set of avs.sets) if (`${avs.key}/${set.id}` === key) return { avs, set }
  }
  throw new Error(`There is no operator set ${key} in the history.`)
}
