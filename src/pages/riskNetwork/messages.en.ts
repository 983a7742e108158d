export default {
  title: 'The network as a whole',
  lead: 'What it would take to corrupt operator sets together, and what slashing would cost all stake in a bad year.',

  theta: 'Share of the votes that corrupts a set',
  'theta.third': 'A third',
  'theta.half': 'Half',
  'theta.twoThirds': 'Two thirds',
  profit: 'What corrupting one set would bring (your guess)',
  'profit.none': 'not set',
  'profit.hint':
    'Nobody knows it. Without a guess the page says from which profit on an attack could pay.',
  shock: 'Share of all stake lost at once',

  working: 'Working it out',
  'working.pooled': 'Looking for attacks on the pooled network',
  'working.loss': 'Simulating years',
  cancel: 'Stop',
  again: 'Work it out again',
  cancelled: 'Stopped: what was found until then stands.',
  failed: 'This browser does not start the worker that works this out.',

  'pooled.title': 'If all stake stood behind every set',
  'pooled.about':
    'A what-if: every operator’s whole stake secures each of its sets at the same time, so that one loss pays for several attacks. {operators} operators, {sets} sets, {stake} ETH.',
  'pooled.between':
    'No attack pays while a set is worth less than {low} ETH; from {high} ETH on one is known that does.',
  'pooled.exact': 'Exactly: an attack pays from {exact} ETH a set on.',
  'pooled.none': 'No operator with stake is a member of any set.',
  'pooled.caption': 'From which profit a set an attack may pay',
  'pooled.how': 'How',
  'pooled.value': 'ETH a set',
  'pooled.gamma': 'Reserve at your guess',
  'how.eigenLayer': 'EigenLayer’s condition',
  'how.splitFractional': 'Split of stake',
  'how.reweighted': 'Split, re-weighted 60 times',
  'how.greedyUpper': 'Best attack found',
  'says.eigenLayer':
    'Below {value} ETH a set, each operator has more to lose than its part in all of its sets is worth.',
  'says.splitFractional':
    'Dividing each operator’s stake among its sets proves that no attack pays below {value} ETH a set.',
  'says.reweighted': 'Moving stake towards the weakest sets proves it below {value} ETH a set.',
  'says.greedyUpper': 'A coalition was found that gains once a set is worth more than {value} ETH.',
  'pooled.interval': 'Between the two nothing is proven: not proven secure does not mean insecure.',

  'cascade.title': 'If some stake is lost at once',
  'cascade.bound':
    'If {shock} of all stake is lost at once, attacks that then pay take the loss to less than {bound} in all.',
  'cascade.nothing':
    'If {shock} of all stake is lost at once, the bound says nothing: everything may be lost.',
  'cascade.noProfit':
    'With a guess of what a set is worth, the bound on what follows is said here.',
  'cascade.insecure':
    'At your guess security is not proven, so there is no bound on what follows a loss.',

  'unique.title': 'As it is: each stake behind one set',
  'unique.about':
    'On EigenLayer a unit of stake can be slashed by one set only, so attacks do not share their cost.',
  'unique.least': 'The cheapest of {sets} sets costs {cost} ETH to corrupt: {name}.',
  'unique.free': {
    one: 'One of {sets} sets costs nothing to corrupt: whoever holds the votes has nothing allocated that it could slash. {name}.',
    other:
      '{count} of {sets} sets cost nothing to corrupt: whoever holds the votes has nothing allocated that they could slash. {name} is one.',
  },
  'unique.gain':
    'At your guess, an attacker of all sets at once would gain {gain} ETH; {count} sets cost less than they bring.',
  'unique.safe': 'At your guess, every set costs more to corrupt than it brings.',
  'unique.votes': 'Votes are counted by all stake, slashing by what is allocated.',

  'loss.title': 'All stake as one position',
  'loss.cvar': 'Mean loss in the worst year of a hundred, from slashing alone',
  'loss.el': 'Expected loss a year, from slashing alone',
  'loss.exact': 'Worked out exactly over every common cause.',
  'loss.lattice': 'Worked out over every common cause, losses rounded to a fine lattice.',
  'loss.montecarlo':
    '{years} simulated years; standard error {error}. Too many common causes to list.',
  'loss.assumed': 'Probabilities and their correlation are assumptions.',
  'loss.change': 'Change them',
  incomplete: {
    one: 'The stake of one operator could not be read or priced in full; it is counted as far as it was.',
    other:
      'The stake of {count} operators could not be read or priced in full; it is counted as far as it was.',
  },
  source: 'Durvasula and Roughgarden, Robust Restaking Networks (2025): condition and bound.',
} as const
