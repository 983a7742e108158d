export default {
  connect: 'Your pod has an address of its own. Connect the wallet that shall own it.',
  'pod.title': 'Your EigenPod',
  'pod.exists': 'It exists.',
  'pod.predicted': 'It does not exist yet. This will be its address.',
  'pod.create': 'Create the pod',
  'pod.createHint': 'Or let the deposit below create it first.',
  'pod.unread': 'The pod could not be read.',
  'pod.counts': 'Counts as restaked',
  'pod.staked': 'Deposited for validators through this pod',
  'pod.logs': 'The log of the pod’s deposits could not be read.',
  'pending.none':
    'ETH that is deposited counts as restaked only after two proofs: that the validator’s credentials name this pod, and later checkpoints of its balance. Keel does not make these proofs yet.',
  'pending.some':
    'Pending: the proofs. What was deposited counts as restaked once each validator is active and its credentials have been proven to the pod; later checkpoints add what it earns. Keel does not make these proofs yet.',
  'file.title': 'Deposit for validators',
  'file.lead':
    'Make keys and a deposit_data.json with a staking tool on a machine that you trust. Give it these withdrawal credentials, and 32 ETH for each validator:',
  'file.label': 'Choose deposit_data.json',
  'file.drop': 'or drop it here',
  'file.local': 'It is checked in this browser and sent nowhere. Never choose a keystore.',
  'file.noFork':
    'Whoever runs this copy of Keel has not said which fork version {chain} has, so signatures of deposits cannot be verified and nothing is deposited.',
  'file.checking': 'Checking {name}',
  'file.done': '{name}: {good} of {all} can be deposited.',
  'fault.of': '{name}: {why}',
  'fault.tooLarge': 'it is too large for deposit data: at most 500 kB.',
  'fault.empty': 'it is empty.',
  'fault.html': 'it is a web page, not deposit data. It was perhaps saved from an error page.',
  'fault.notJson': 'it is not JSON. Choose the deposit_data file that the staking tool wrote.',
  'fault.keystore':
    'it is a keystore with a validator’s secret key. Keep it to yourself; nothing of it was kept or sent. Choose the deposit_data file beside it.',
  'fault.notList': 'it is JSON, but not a list of deposits.',
  'fault.noEntries': 'it lists no deposit.',
  'fault.tooMany': 'it lists more than 200 deposits. Split it.',
  'fault.unreadable': 'it could not be read. Choose it again.',
  'checked.caption': 'Deposits of the file',
  'checked.entry': 'Entry',
  'checked.number': 'Entry {number}',
  'checked.pubkey': 'Validator',
  'checked.noKey': 'The public key cannot be read.',
  'checked.result': 'Check',
  'checked.good': 'Credentials, amount, chain, roots and signature are right',
  'checked.noLogs':
    'Whether this pod has deposited for these validators before could not be read. Make sure yourself: depositing twice for one validator locks twice the ETH.',
  'problem.field': '{field} is missing or not of its shape',
  'problem.blsCredentials':
    'Its withdrawals go to a BLS key (0x00), not to your pod: they could not be restaked',
  'problem.otherPod':
    'Its withdrawals go to {address}, not to your pod: the ETH would not be yours',
  'problem.unknownCredentials': 'Its withdrawal credentials are of no known kind',
  'problem.compounding':
    'It names your pod with 0x02 (compounding); EigenPodManager.stake deposits with 0x01 only. Make it anew with 0x01: the validator can be switched to 0x02 afterwards',
  'problem.amount':
    'It is for {amount} ETH; EigenPodManager.stake takes exactly 32. Other amounts would need a deposit past EigenLayer’s contract',
  'problem.fork': 'It was made for another chain: fork version {given}, here it is {wanted}',
  'problem.messageRoot': 'deposit_message_root does not fit its contents',
  'problem.dataRoot': 'deposit_data_root does not fit its contents',
  'problem.pubkey': 'Its public key is not a valid BLS key',
  'problem.signature':
    'Its signature is wrong: the beacon chain would refuse the validator and the ETH would be lost',
  'problem.duplicate': 'The same validator as entry {first}',
  'problem.deposited': 'This pod has deposited for this validator before',
  short: 'These deposits need {needed}; the wallet has {balance}.',
  go: 'Review the deposits',
  'go.final': 'A deposit cannot be undone: the ETH comes back only when the validator has left.',
  'go.many': {
    one: 'Review {count} deposit of {amount} ETH',
    other: 'Review {count} deposits, {amount} ETH',
  },
} as const
