export default {
  'reading.connecting': 'Connecting to {chain}',
  'reading.loading': 'Loading the list of chains',
  'reading.log': 'Reading the history of {chain}',
  'reading.calls': 'Reading stake and allocations',
  'reading.failed': 'The chain could not be read. Keel tries again by itself.',
  'reading.kept':
    'The latest reading failed; these numbers are from block {block}. Keel tries again by itself.',
  'reading.incomplete':
    'Incomplete: {count} values could not be read. They are shown as dashes and left out of totals.',
  'reading.gaps':
    'Incomplete: the history has gaps. Operators, rewards and totals may be missing until they are filled.',
  'reading.gap': 'Blocks {from} to {to}:',
  'reading.which': 'Which ones',
  'history.gaps': {
    one: 'Incomplete: {count} range of blocks could not be read.',
    other: 'Incomplete: {count} ranges of blocks could not be read.',
  },
  'address.notAddress': 'Enter a 20-byte address: 0x and 40 hexadecimal digits.',
  'address.checksum':
    'The checksum of this address is wrong: a letter may be mistyped. Paste it again.',
  'csv.save': 'Export CSV',
  'csv.failed': 'The file could not be made. Try again.',
  'deployments.title': 'Keel does not know any chain',
  'deployments.failed':
    'The file deployments.json cannot be used. Whoever runs this copy of Keel has to mend it.',
  'rpc.title': 'No RPC answers for {chain}',
  'rpc.none': 'No RPC is configured for {chain}. Enter the address of one that you trust.',
  'rpc.failed':
    'Keel asks again every few seconds. You can also enter the address of another RPC that serves {chain}.',
  'rpc.wrongChain': 'That RPC serves another chain. Check its address, or choose another chain.',
  'rpc.notDeployed':
    'That chain does not hold the contracts that deployments.json names. A local chain may have been restarted: reload the page.',
  'rpc.label': 'RPC address',
  'rpc.hint': 'https://, or http:// on this machine. It sees which addresses you look at.',
  'rpc.use': 'Use this RPC',
  'rpc.reset': 'Use the configured RPC',
  'rpc.invalid': 'Enter an address that begins with https:// or, on this machine, http://.',
  'rpc.trying': 'Trying again',
  'gap.nothingStaked': 'Nothing is staked yet.',
  'gap.noToken': 'The token could not be read.',
  'gap.noPrice': 'A token of this stake has no price feed.',
  'gap.noBase': 'The base APR of this token is not on the chain.',
  'gap.operatorUnread': 'The allocations of this operator could not be read.',
  'gap.historyIncomplete': 'The reward history has gaps.',
  'who.reference': '1 {symbol} delegated here',
  'who.you': 'you',
  'set.name': '{avs}, set {id}',
  'operator.unnamed': 'Unnamed operator',
  'avs.unnamed': 'Unnamed AVS',

  'exposure.leftOut': 'The token’s own validator and market risk is not known and left out.',
} as const
