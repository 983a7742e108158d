export default {
  title: 'What to know',
  none: 'Nothing needs you: no pending change, no slash, nothing to claim or complete.',
  'notify.on': 'Notify me while this page is open',
  'notify.off': 'Stop notifying',
  'notify.denied': 'The browser does not allow notifications from this page.',
  'notify.title': 'Keel: {count} new',
  allocationPending:
    '{operator} allocates more of its {strategy} to {set}: {from} can be slashed now, {to} from block {block} on.',
  deallocationPending:
    '{operator} takes {strategy} back from {set}: {from} can be slashed now, {to} from block {block} on.',
  about: 'About {date}',
  leaveBy: 'To be out of reach before then, queue a withdrawal by block {block}.',
  tooLate: 'It is too late to be out of reach before then.',
  effect: 'Exposure {before} now, {after} then. The APR follows only when rewards are paid for it.',
  splitPending:
    '{operator} changes its split for {scope} from {from} to {to}; it counts from {when}.',
  splitChanged: '{operator} changed its split for {scope} from {from} to {to}.',
  splitEffect: 'Of the same rewards you keep {keeps} of what you kept before.',
  'scope.pi': 'programmatic incentives',
  metadataChanged: '{operator} published other words about itself.',
  approverChanged: '{operator} changed its delegation approver to {approver}.',
  approverNone: '{operator} dropped its delegation approver: anyone may delegate to it now.',
  slashed: '{operator} was slashed by {set}: {taken} of your {strategy} is gone.',
  slasherPending: '{set} gets another slasher, {slasher}, from block {block} on.',
  slasherChanged: '{set} changed its slasher to {slasher}.',
  strategyAdded: '{set} added {strategy} to what it can slash.',
  withdrawalReady: {
    one: '{count} withdrawal can be completed.',
    other: '{count} withdrawals can be completed.',
  },
  withdrawalSoon: {
    one: '{count} withdrawal is queued; it can be completed from block {block} on.',
    other: '{count} withdrawals are queued; the first can be completed from block {block} on.',
  },
  rewardClaimable: 'Rewards can be claimed: {amounts}.',
  feedStale: 'The price of {token} was last posted {when}: values may be off.',
  belowRate:
    '{token} trades at {market} ETH, {discount} under the {rate} ETH that it is redeemed for.',
  'act.withdraw': 'Ways out',
  'act.complete': 'Complete',
  'act.claim': 'Claim',
  'act.operator': 'Look at the operator',
} as const
