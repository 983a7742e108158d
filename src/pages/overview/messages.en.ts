export default {
  title: 'Overview',
  lead: 'What is restaked, who secures what with it, and what that pays against what it risks, read from the chain at one block and judged in your browser.',
  'total.label': 'Total restaked',
  'total.source':
    'Every strategy’s totalShares and rate; beacon chain ETH as far as it is delegated. Tokens priced by their redemption rate or feed, never by your own entry.',
  'total.labelAtLeast': 'Total restaked, at least',
  'total.incomplete': 'Tokens without a price are not counted.',
  'fiat.source': 'ETH/USD feed, posted {when}',
  'fiat.stale': 'The ETH/USD feed is stale: it was posted {when}.',
  'fiat.none': 'No ETH/USD feed is configured for this chain.',
  'operators.label': 'Operators',
  'operators.hint': '{count} with stake allocated',
  'avss.label': 'AVSs',
  'avss.hint': { one: '{count} operator set', other: '{count} operator sets' },
  'base.label': 'stETH base APR',
  'base.source': 'Mean of Lido’s reports over 7 days (TokenRebased), after Lido’s fee.',
  'base.none': 'No report of Lido’s in the last 7 days, or Lido is not configured for this chain.',
  'scatter.title': 'APR against exposure, by operator',
  'scatter.finding':
    'The best paid operator gives {apr} APR for {exposure} in a bad year; the calmest {calmApr} for {calmExposure}.',
  'scatter.none': 'No operator can be placed yet.',
  'scatter.reference':
    'Reference position: 1 {symbol} delegated to each operator. Exposure rests on assumptions; nobody has data on slashing.',
  'scatter.unplaced': {
    one: '{count} operator is not shown: its figures could not be worked out.',
    other: '{count} operators are not shown: their figures could not be worked out.',
  },
  'deposit.go': 'Deposit',
  'operators.go': 'Compare operators',
  'empty.title': 'Nobody has registered as an operator here yet',
  'empty.text': 'Keel reads operators from this deployment’s log; it holds none up to this block.',
} as const
