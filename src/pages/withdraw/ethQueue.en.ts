export default {
  'lido.title': 'stETH to ETH, through Lido',
  'lido.text':
    'Lido pays ETH for stETH once one of its reports has finalized the request, as a rule within days; when is not promised. Waiting stETH earns nothing, and a request cannot be taken back.',
  'lido.caption': 'Requests at Lido',
  'lido.failed': 'Lido’s withdrawal queue could not be read.',
  'lido.paused': 'Lido takes no requests at present.',
  'lido.ahead': 'Requests for {amount} wait in Lido’s queue.',
  'etherFi.title': 'eETH to ETH, through ether.fi',
  'etherFi.text':
    'ether.fi pays ETH for eETH once its oracle has finalized the request; when is not promised. Waiting eETH earns nothing, and a request cannot be taken back.',
  'etherFi.caption': 'Requests at ether.fi',
  'etherFi.failed': 'ether.fi’s withdrawal requests could not be read.',
  'etherFi.paused': 'ether.fi takes no requests at present.',
  incomplete: 'Could not be read: {what}.',

  token: 'What to hand in',
  way: 'How',
  'way.queue': 'Wait, without a fee',
  'way.instant': 'At once, for {fee}',
  'way.instantUnread': 'At once, for a fee',
  amount: '{token} to turn into ETH',
  over: 'That is more than the {amount} in the wallet.',
  least: 'The least is worth {amount}.',
  most: 'One request takes at most {amount}.',
  redeemable: 'At most {amount} can be redeemed at once now.',
  worth: 'Worth {amount} now.',
  pieces: {
    one: '{count} request.',
    other:
      'Lido takes at most {most} in one request: this becomes {count} requests, in one transaction.',
  },
  go: 'Review the request',
  'go.instant': 'Review the redemption',
  'start.failed': 'The plan could not be started. Nothing was signed.',

  'redeem.refused': 'ether.fi cannot redeem that much at once now.',
  'redeem.unread': 'What would arrive could not be read.',
  fee: 'Fee',
  arrives: 'Arrives in your wallet',

  request: 'Request',
  handedIn: 'Handed in',
  pays: 'Pays',
  waits: 'Waits',
  claim: { one: 'Claim {count} request', other: 'Claim {count} requests' },
} as const
