export default {
  title: 'Compare the ways in',
  amount: 'ETH to compare with',
  worth: 'Worth',
  'operator.none':
    'Restaked here means: with no operator yet. Choosing one adds rewards and what it may be slashed for.',
  'operator.own': 'Restaked here means: with {operator}, your operator.',
  choose: 'Choose this way',
  chosen: 'Chosen',
  'row.hold': 'What you hold afterwards',
  'row.layers': 'Layers you stand on',
  'row.apr': 'APR comes from',
  'row.exposure': 'A bad year’s loss comes from',
  'row.out': 'Way out',
  'row.least': 'Least amount',
  'row.fee': 'Network fee now',
  'row.paid': 'Fee earned back',
  rewards: 'Rewards of AVSs',
  'part.slashing': 'AVSs that slash',
  'part.validators': 'Validators slashed',
  'part.market': 'Sold below its rate',
  delay: '{blocks} blocks, about {duration}',
  'paid.day': 'Within a day',
  'paid.days': { one: 'After about {days} day', other: 'After about {days} days' },
  'gas.source':
    'Fees are worked out from gas that was measured once and the gas price of now. The plan asks the chain itself before each signature.',

  'lst.name': 'stETH or another token',
  'lst.hold': 'A stake in EigenLayer that only you can take out. You choose the operator.',
  'lst.base': 'Lido, after its fee',
  'lst.out':
    'in EigenLayer’s queue, two transactions. From stETH to ETH two more, and as a rule some days in Lido’s queue.',
  'lst.least': 'Any amount',

  'native.name': 'Native ETH, your own validators',
  'native.hold': 'Validators that you run, paying into your own EigenPod. You choose the operator.',
  'native.baseSource':
    'The consensus formula, by default with 35 million ETH staked and without tips. Change it under Risk, Assumptions.',
  'native.base': 'Beacon chain',
  'native.out':
    'in EigenLayer’s queue, after the validator has left the beacon chain (days to weeks) and a checkpoint has proven it. Five transactions at least.',
  'native.least': '32 ETH for each validator',
  'native.tooLittle': 'One validator needs 32 ETH.',

  'etherFi.name': 'Liquid, with ether.fi',
  'etherFi.hold': 'eETH, a token that you can move, wrap and sell. ether.fi chooses the operators.',
  'etherFi.base': 'Pool’s reports, after its fee',
  'etherFi.out':
    'When the pool’s oracle has finalized the request: as a rule days, without a date promised. Two transactions.',
  'etherFi.least': 'Any amount. A request to get out needs 0.001 ETH as a rule.',

  'gap.noLido': 'Lido is not configured for this chain.',
  'gap.noEtherFi': 'ether.fi is not configured for this chain.',
  'gap.noReports': 'Fewer than two reports of the pool could be read.',
  'gap.noRestakers':
    'The deployment does not name the accounts with which the pool restakes, so it cannot be read through.',
  'gap.restakersUnread': 'What the pool has restaked could not be read completely.',
  'gap.reading': 'It is being read.',
  'gap.delay': 'The delay could not be read.',
  'gap.noApr': 'The APR is not known.',
  'gap.noYield': 'It earns nothing at present.',
} as const
