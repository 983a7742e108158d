export default {
  'act.label': 'What to do',
  'act.deposit': 'ETH to eETH',
  'act.wrap': 'eETH to weETH',
  'act.unwrap': 'weETH to eETH',
  'act.deposit.explain':
    'One transaction, no approval. The amount of eETH grows by itself with every report of the pool.',
  'act.wrap.explain':
    'weETH keeps its amount and grows in worth instead, which many other contracts need. A free signature and one transaction where the wallet can sign permits, otherwise an exact approval first.',
  'act.unwrap.explain': 'One transaction, no approval.',
  'go.deposit': 'Review the deposit',
  'go.wrap': 'Review the wrapping',
  'go.unwrap': 'Review the unwrapping',
  out: 'To get ETH back, <link>request a withdrawal</link>.',
  paused: 'ether.fi has paused its pool: it takes no deposits at present.',
  give: 'You give',
  get: 'You get about',
  'get.deposit':
    'eETH is worth as much ETH. It may show one wei less: the pool counts in shares and rounds down.',
  'get.same': 'Worth the same as before, but for a wei or two of rounding.',
  rate: '1 weETH is',
  'rate.unread': 'The rate could not be read.',
  have: 'You have, both tokens together',
  'through.none': 'What the pool stands on cannot be read through',
  'through.title': 'What the pool stands on',
  'through.caption': '{share} of the pool is restaked; each line is a stake of the pool’s own',
  'through.operator': 'Operator',
  'through.noOperator': 'None yet',
  'through.strategy': 'Restaked as',
  'through.share': 'Of the pool',
  'through.sets': 'Who may slash, and how much of the pool at most',
  'through.set': '{avs}, set {id}',
  'through.nobody': 'Nobody at present',
  'through.source':
    'Withdrawable shares of the pool’s restakers at this block, over getTotalPooledEther.',
  'through.note':
    'You do not choose these operators: ether.fi does, and may change them. The APR is the growth of the pool’s rate between its reports; what is paid outside of the rate is not in it.',
} as const
