import type { SetKey, StrategyKey } from './avss.ts'

/** How an operator's metadata answers: properly, not at all, or with an attack. */
export type MetadataKind = 'good' | 'none' | 'failing' | 'hostile'

/** A change of allocations: one magnitude, as a part of 1, for each named strategy of a set. */
export interface AllocationPlan {
  day: number
  set: SetKey
  strategies: readonly StrategyKey[]
  part: number
}

/** One operator of the history. Days count from 0 (first) to 90 (the last half hour). */
export interface OperatorPlan {
  key: string
  name: string
  about: string
  /** What its restakers bring over the history, in ETH. */
  stake: number
  /** Blocks between an allocation and its effect, from registration on. */
  delay: number
  /** A later change of that delay. */
  newDelay?: { day: number; blocks: number }
  /** Share of rewards it keeps, in bips; absent leaves the default of 1,000. */
  split?: number
  /** A later change of the split. */
  newSplit?: { day: number; bips: number }
  /** Delegations need a signature of this kind of account. */
  approver?: boolean
  metadata: MetadataKind
  registers: readonly { day: number; set: SetKey }[]
  leaves?: readonly { day: number; set: SetKey }[]
  allocations: readonly AllocationPlan[]
}

const ERC20 = ['stETH', 'tLST'] as const

/**
 * The 24 operators, largest first. Delays are blocks, and the history has three a day: 25 blocks are
 * about 8 days of it, 50 are 17, 75 are 25. What is planned for day 90 is pending when it ends.
 */
export const OPERATORS: readonly OperatorPlan[] = [
  {
    key: 'northlight',
    name: 'Northlight Nodes (invented)',
    about: 'Spreads its stake thinly over several services.',
    stake: 31_000,
    delay: 75,
    split: 800,
    metadata: 'good',
    registers: [
      { day: 2, set: 'lattice/0' },
      { day: 2, set: 'lattice/1' },
      { day: 3, set: 'harbor/0' },
      { day: 5, set: 'vesper/0' },
      { day: 6, set: 'quorum/0' },
    ],
    allocations: [
      { day: 3, set: 'lattice/0', strategies: ['stETH'], part: 0.15 },
      { day: 3, set: 'lattice/1', strategies: ERC20, part: 0.1 },
      { day: 4, set: 'harbor/0', strategies: ['stETH', 'tLST', 'beaconChainETH'], part: 0.15 },
      { day: 5, set: 'vesper/0', strategies: ['stETH'], part: 0.1 },
      { day: 90, set: 'vesper/0', strategies: ['stETH'], part: 0.2 },
    ],
  },
  {
    key: 'quayside',
    name: 'Quayside Validation (invented)',
    about: 'Two services at a fifth of its stake each, and a vote in a third.',
    stake: 22_500,
    delay: 50,
    newDelay: { day: 40, blocks: 75 },
    metadata: 'good',
    registers: [
      { day: 2, set: 'quorum/0' },
      { day: 3, set: 'harbor/0' },
      { day: 4, set: 'relay/0' },
    ],
    allocations: [
      { day: 3, set: 'quorum/0', strategies: ERC20, part: 0.02 },
      { day: 4, set: 'harbor/0', strategies: ERC20, part: 0.2 },
      { day: 5, set: 'relay/0', strategies: ['stETH'], part: 0.2 },
    ],
  },
  {
    key: 'bluecairn',
    name: 'Blue Cairn Staking (invented)',
    about: 'One service only, a quarter of its stake.',
    stake: 16_400,
    delay: 50,
    split: 500,
    newSplit: { day: 90, bips: 1_200 },
    metadata: 'good',
    registers: [{ day: 3, set: 'lattice/0' }],
    allocations: [
      { day: 4, set: 'lattice/0', strategies: ['stETH'], part: 0.25 },
      { day: 90, set: 'lattice/0', strategies: ['stETH'], part: 0.4 },
    ],
  },
  {
    key: 'ferrous',
    name: 'Ferrous Works (invented)',
    about: 'Everything on one redistributing set.',
    stake: 11_800,
    delay: 0,
    split: 1_500,
    metadata: 'good',
    registers: [{ day: 5, set: 'mosaic/0' }],
    allocations: [{ day: 6, set: 'mosaic/0', strategies: ERC20, part: 1 }],
  },
  {
    key: 'thornfield',
    name: 'Thornfield Infrastructure (invented)',
    about: 'Four services, a quarter of its stake for each.',
    stake: 9_300,
    delay: 25,
    metadata: 'good',
    registers: [
      { day: 3, set: 'lattice/1' },
      { day: 4, set: 'harbor/0' },
      { day: 6, set: 'cinder/0' },
      { day: 7, set: 'relay/0' },
    ],
    allocations: [
      { day: 4, set: 'lattice/1', strategies: ERC20, part: 0.25 },
      { day: 5, set: 'harbor/0', strategies: ERC20, part: 0.25 },
      { day: 7, set: 'cinder/0', strategies: ERC20, part: 0.25 },
      { day: 8, set: 'relay/0', strategies: ['stETH'], part: 0.25 },
    ],
  },
  {
    key: 'saltmarsh',
    name: 'Saltmarsh Labs (invented)',
    about: 'Registered with one service, nothing allocated to it.',
    stake: 7_400,
    delay: 50,
    split: 0,
    metadata: 'good',
    registers: [{ day: 4, set: 'quorum/0' }],
    allocations: [],
  },
  {
    key: 'kestrel',
    name: 'Kestrel Collective (invented)',
    about: 'Was slashed once for equivocation.',
    stake: 5_900,
    delay: 25,
    metadata: 'good',
    registers: [
      { day: 4, set: 'lattice/1' },
      { day: 5, set: 'ember/0' },
    ],
    allocations: [
      { day: 5, set: 'lattice/1', strategies: ERC20, part: 0.4 },
      { day: 6, set: 'ember/0', strategies: ['stETH'], part: 0.2 },
    ],
  },
  {
    key: 'oldmill',
    name: 'Old Mill Operators (invented)',
    about: 'Half its stake for one service, less of it soon.',
    stake: 4_700,
    delay: 50,
    split: 2_000,
    metadata: 'good',
    registers: [{ day: 5, set: 'vesper/0' }],
    allocations: [
      { day: 6, set: 'vesper/0', strategies: ['stETH'], part: 0.5 },
      { day: 90, set: 'vesper/0', strategies: ['stETH'], part: 0.2 },
    ],
  },
  {
    key: 'parallax',
    name: 'Parallax Guild (invented)',
    about: 'A part for a redistributing set, a part of its other token elsewhere.',
    stake: 3_800,
    delay: 0,
    split: 1_200,
    newSplit: { day: 50, bips: 700 },
    metadata: 'good',
    registers: [
      { day: 6, set: 'mosaic/0' },
      { day: 8, set: 'cinder/1' },
    ],
    allocations: [
      { day: 7, set: 'mosaic/0', strategies: ERC20, part: 0.3 },
      { day: 9, set: 'cinder/1', strategies: ['tLST'], part: 0.3 },
    ],
  },
  {
    key: 'windrose',
    name: 'Windrose Staking (invented)',
    about: 'Was slashed once, and its stake was paid out to others.',
    stake: 3_100,
    delay: 0,
    metadata: 'good',
    registers: [{ day: 7, set: 'mosaic/0' }],
    allocations: [{ day: 8, set: 'mosaic/0', strategies: ERC20, part: 0.5 }],
  },
  {
    key: 'copperline',
    name: 'Copperline (invented)',
    about: 'Secures nothing yet.',
    stake: 2_500,
    delay: 50,
    metadata: 'good',
    registers: [],
    allocations: [],
  },
  {
    key: 'juniper',
    name: 'Juniper and Sons (invented)',
    about: 'Three services, one of them with a token that has no price.',
    stake: 2_050,
    delay: 25,
    split: 600,
    metadata: 'good',
    registers: [
      { day: 7, set: 'harbor/0' },
      { day: 7, set: 'harbor/1' },
      { day: 14, set: 'orchard/0' },
    ],
    allocations: [
      { day: 8, set: 'harbor/0', strategies: ERC20, part: 0.1 },
      { day: 8, set: 'harbor/1', strategies: ['nLST'], part: 0.5 },
      { day: 15, set: 'orchard/0', strategies: ['stETH', 'nLST'], part: 0.2 },
      { day: 90, set: 'orchard/0', strategies: ['stETH'], part: 0.35 },
    ],
  },
  {
    key: 'obsidian',
    name: 'Obsidian Relay (invented)',
    about: 'Most of its stake for one bridge, and a long delay before anything new.',
    stake: 1_700,
    delay: 0,
    newDelay: { day: 20, blocks: 1_200 },
    metadata: 'good',
    registers: [
      { day: 8, set: 'relay/0' },
      { day: 60, set: 'ember/0' },
    ],
    allocations: [
      { day: 9, set: 'relay/0', strategies: ['stETH'], part: 0.7 },
      { day: 90, set: 'ember/0', strategies: ['stETH'], part: 0.2 },
    ],
  },
  {
    key: 'harrow',
    name: 'Harrow Hill Nodes (invented)',
    about: 'Half its stETH for one service, all of its native stake for another.',
    stake: 1_400,
    delay: 25,
    metadata: 'good',
    registers: [
      { day: 8, set: 'ember/0' },
      { day: 10, set: 'tidal/0' },
    ],
    allocations: [
      { day: 9, set: 'ember/0', strategies: ['stETH'], part: 0.5 },
      { day: 11, set: 'tidal/0', strategies: ['beaconChainETH'], part: 1 },
    ],
  },
  {
    key: 'lowtide',
    name: 'Low Tide DAO (invented)',
    about:
      'Has allocated to a service without registering: that stake could become slashable at once.',
    stake: 1_150,
    delay: 0,
    approver: true,
    metadata: 'good',
    registers: [],
    allocations: [{ day: 20, set: 'lattice/0', strategies: ['stETH'], part: 0.3 }],
  },
  {
    key: 'greywater',
    name: 'Greywater (invented)',
    about: 'Its metadata cannot be fetched.',
    stake: 950,
    delay: 50,
    metadata: 'failing',
    registers: [{ day: 10, set: 'quorum/0' }],
    allocations: [{ day: 12, set: 'quorum/0', strategies: ERC20, part: 0.01 }],
  },
  {
    key: 'sixthlantern',
    name: 'Sixth Lantern (invented)',
    about: 'Is leaving the service that holds most of its stake.',
    stake: 800,
    delay: 25,
    split: 300,
    metadata: 'good',
    registers: [{ day: 11, set: 'cinder/0' }],
    allocations: [
      { day: 12, set: 'cinder/0', strategies: ['stETH'], part: 0.6 },
      { day: 90, set: 'cinder/0', strategies: ['stETH'], part: 0.3 },
    ],
  },
  {
    key: 'marblerun',
    name: 'Marble Run (invented)',
    about: 'Two services, and more for one of them after a long delay.',
    stake: 680,
    delay: 0,
    newDelay: { day: 30, blocks: 1_200 },
    metadata: 'good',
    registers: [
      { day: 14, set: 'orchard/0' },
      { day: 15, set: 'vesper/0' },
    ],
    allocations: [
      { day: 16, set: 'orchard/0', strategies: ['stETH', 'tLST'], part: 0.4 },
      { day: 16, set: 'vesper/0', strategies: ['stETH'], part: 0.2 },
      { day: 90, set: 'vesper/0', strategies: ['stETH'], part: 0.5 },
    ],
  },
  {
    key: 'fenbridge',
    name: 'Fen Bridge (invented)',
    about: 'Registered with a bridge, nothing allocated; delegations need its approval.',
    stake: 560,
    delay: 75,
    approver: true,
    metadata: 'good',
    registers: [{ day: 16, set: 'relay/7' }],
    allocations: [],
  },
  {
    key: 'tinroof',
    name: 'Tin Roof Staking (invented)',
    about: 'Left its service some weeks ago; the allocation is still there.',
    stake: 470,
    delay: 0,
    split: 1_800,
    metadata: 'good',
    registers: [{ day: 17, set: 'lattice/0' }],
    leaves: [{ day: 68, set: 'lattice/0' }],
    allocations: [{ day: 18, set: 'lattice/0', strategies: ['stETH'], part: 0.5 }],
  },
  {
    key: 'papercut',
    name: 'Papercut Nodes (invented)',
    about: 'Invitation only: delegations need its approval.',
    stake: 390,
    delay: 50,
    approver: true,
    metadata: 'good',
    registers: [{ day: 18, set: 'harbor/0' }],
    allocations: [{ day: 19, set: 'harbor/0', strategies: ERC20, part: 0.3 }],
  },
  {
    key: 'glasshouse',
    name: 'Glasshouse (invented)',
    about: 'Its metadata attacks whoever reads it.',
    stake: 330,
    delay: 0,
    metadata: 'hostile',
    registers: [{ day: 19, set: 'cinder/0' }],
    allocations: [{ day: 20, set: 'cinder/0', strategies: ['stETH'], part: 0.9 }],
  },
  {
    key: 'nameless',
    name: 'No name given',
    about: 'Registered without metadata.',
    stake: 270,
    delay: 0,
    metadata: 'none',
    registers: [
      { day: 20, set: 'quorum/0' },
      { day: 21, set: 'cinder/1' },
    ],
    allocations: [{ day: 22, set: 'cinder/1', strategies: ['tLST'], part: 0.2 }],
  },
  {
    key: 'demo-operator',
    name: 'Demo Operator (invented)',
    about: 'The operator that the demo wallet can act as.',
    stake: 240,
    delay: 0,
    metadata: 'good',
    registers: [{ day: 25, set: 'lattice/0' }],
    allocations: [{ day: 26, set: 'lattice/0', strategies: ['stETH'], part: 0.1 }],
  },
]
