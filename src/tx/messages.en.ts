export default {
  'plan.depositEth': 'Deposit {amount} through Lido',
  'plan.depositStEth': 'Deposit {amount}',
  'plan.depositToken': 'Deposit {amount}',
  'plan.depositWstEth': 'Deposit {amount}',
  'plan.depositEtherFi': 'Deposit {amount} with ether.fi',
  'plan.wrapEEth': 'Wrap {amount}',
  'plan.unwrapWeEth': 'Unwrap {amount}',
  'plan.createPod': 'Create your EigenPod',
  'plan.depositValidators': {
    one: 'Deposit {amount} for {count} validator',
    other: 'Deposit {amount} for {count} validators',
  },
  'plan.delegate': 'Delegate to {operator}',
  'plan.queue': 'Queue a withdrawal of {amount}',
  'plan.queueMany': {
    one: 'Queue {count} withdrawal',
    other: 'Queue {count} withdrawals',
  },
  'plan.undelegate': 'Undelegate and queue everything',
  'plan.redelegate': 'Move to {operator}',
  'plan.complete': {
    one: 'Complete {count} withdrawal',
    other: 'Complete {count} withdrawals',
  },
  'plan.requestLido': 'Turn {amount} into ETH through Lido',
  'plan.claimLido': {
    one: 'Claim {count} request from Lido',
    other: 'Claim {count} requests from Lido',
  },
  'plan.requestEtherFi': 'Turn {amount} into ETH through ether.fi',
  'plan.redeemEtherFi': 'Redeem {amount} at once',
  'plan.claimEtherFi': {
    one: 'Claim {count} request from ether.fi',
    other: 'Claim {count} requests from ether.fi',
  },

  'plan.claim': 'Claim rewards to {recipient}',
  'plan.setClaimer': 'Let {claimer} claim for you',
  'plan.removeClaimer': 'Claim for yourself again',

  'step.allow': 'Let {spender} take exactly {amount}',
  'step.permit': 'Sign that {spender} may take exactly {amount}: no transaction, no fee',
  'step.submit': 'Stake {amount} with Lido and receive stETH',
  'step.approve': 'Let EigenLayer’s StrategyManager take exactly {amount}',
  'step.deposit': 'Deposit {amount} into the stETH strategy',
  'step.depositToken': 'Deposit {amount} into its strategy',
  'step.unwrapWstEth': 'Turn {amount} into stETH',
  'step.depositEtherFi': 'Deposit {amount} into ether.fi’s pool and receive eETH',
  'step.wrapEEth': 'Turn {amount} into weETH',
  'step.unwrapWeEth': 'Turn {amount} into eETH',
  'step.createPod': 'Create your EigenPod at {pod}',
  'step.stake': 'Deposit {amount} for the validator {validator}',
  'step.delegate': 'Delegate all your stake to {operator}',
  'step.queue': 'Queue stake now worth {amount}',
  'step.queueMany': {
    one: 'Queue {count} withdrawal',
    other: 'Queue {count} withdrawals, one for each strategy',
  },
  'step.undelegate': 'End the delegation and queue all your stake',
  'step.redelegate': 'Queue all your stake and delegate to {operator}',
  'step.complete': {
    one: 'Take {count} withdrawal out of the queue',
    other: 'Take {count} withdrawals out of the queue',
  },
  'step.requestLido': 'Hand {amount} to Lido’s withdrawal queue',
  'step.claimLido': {
    one: 'Claim the ETH of {count} request',
    other: 'Claim the ETH of {count} requests',
  },
  'step.requestEtherFi': 'Hand {amount} back to ether.fi’s pool',
  'step.redeemEtherFi': 'Redeem {amount} for the pool’s ETH',
  'step.claimEtherFi': {
    one: 'Claim the ETH of {count} request',
    other: 'Claim the ETH of {count} requests',
  },

  'step.claim': 'Claim {amount}, paid to {recipient}',
  'step.claimMany': 'Claim the amounts above, paid to {recipient}',
  'step.setClaimer': 'Make {claimer} the only one who may claim your rewards',
  'step.removeClaimer': 'Take the claimer’s right back',

  'action.allow': 'Sign: approve exactly {amount}',
  'action.permit': 'Sign: permit exactly {amount}',
  'action.submit': 'Sign: stake {amount} with Lido',
  'action.approve': 'Sign: approve exactly {amount}',
  'action.deposit': 'Sign: deposit {amount}',
  'action.unwrap': 'Sign: unwrap {amount}',
  'action.wrapEEth': 'Sign: wrap {amount}',
  'action.createPod': 'Sign: create the pod',
  'action.stake': 'Sign: deposit {amount}',
  'action.delegate': 'Sign: delegate to {operator}',
  'action.queue': 'Sign: queue {amount}',
  'action.queueMany': {
    one: 'Sign: queue {count} withdrawal',
    other: 'Sign: queue {count} withdrawals',
  },
  'action.undelegate': 'Sign: undelegate and queue everything',
  'action.redelegate': 'Sign: move to {operator}',
  'action.complete': {
    one: 'Sign: complete {count} withdrawal',
    other: 'Sign: complete {count} withdrawals',
  },
  'action.requestLido': 'Sign: request ETH for {amount}',
  'action.requestEtherFi': 'Sign: request ETH for {amount}',
  'action.redeemEtherFi': 'Sign: redeem {amount}',
  'action.claimQueue': {
    one: 'Sign: claim {count} request',
    other: 'Sign: claim {count} requests',
  },

  'action.claim': 'Sign: claim {amount}',
  'action.claimMany': {
    one: 'Sign: claim {count} amount',
    other: 'Sign: claim {count} amounts',
  },
  'action.setClaimer': 'Sign: let {claimer} claim',
  'action.removeClaimer': 'Sign: take the right back',

  'about.depositEth':
    'Lido turns the ETH into stETH, you approve exactly that amount, and the stETH goes into EigenLayer’s stETH strategy. Closing this page in between loses nothing.',
  'about.depositStEth':
    'Your stETH goes into EigenLayer’s stETH strategy. To take it out again you queue a withdrawal and wait for its delay.',
  'about.depositToken':
    'Your tokens go into their EigenLayer strategy. To take them out again you queue a withdrawal and wait for its delay.',
  'about.depositWstEth':
    'Your wstETH is turned back into stETH, worth the same, and the stETH goes into EigenLayer’s stETH strategy. Closing this page in between loses nothing.',
  'about.depositEtherFi':
    'ether.fi’s pool takes the ETH and gives you eETH, worth as much. The pool restakes it with operators that ether.fi chooses. To get ETH back you request a withdrawal.',
  'about.wrapEEth':
    'weETH is eETH in another form: its amount stays the same while its worth grows. You can unwrap it at any time.',
  'about.unwrapWeEth':
    'You get eETH of the same worth. Its amount grows with every report of the pool.',
  'about.createPod':
    'A contract that belongs to your account alone. Validators that name it in their withdrawal credentials can be restaked.',
  'about.depositValidators':
    'Each deposit sends 32 ETH to the beacon chain for one validator whose withdrawals go to your pod. It cannot be undone: the ETH comes back only when the validator exits. It counts as restaked after its credentials have been proven to the pod.',
  'about.delegate':
    'All your stake counts for this operator from the next block. It may be slashed where the operator has allocated it. You can undelegate, which queues all your withdrawals.',
  'about.queueWithdrawals':
    'The stake leaves your operator’s count at once and waits in EigenLayer’s queue. It earns no more rewards there and stays slashable until the withdrawal delay is over. Then you complete it, as tokens or as shares.',
  'about.undelegate':
    'Your delegation ends and all your stake goes into the queue, one withdrawal for each strategy. It stays slashable until the withdrawal delay is over. Completed as tokens it is back in your wallet; completed as shares it is restaked again.',
  'about.redelegate':
    'One transaction ends your delegation, queues all your stake and delegates you to the new operator. The stake counts there only once you complete each withdrawal as shares after the delay. Until then it stays slashable at the old operator.',
  'about.completeWithdrawals':
    'As tokens, a withdrawal goes to your wallet. As shares, it returns to your stake and counts for the operator whom you delegate to now.',
  'about.requestLidoWithdrawal':
    'Lido takes the stETH and pays ETH once one of its reports has finalized the request, as a rule within days. It earns nothing meanwhile, cannot be taken back, and never pays more than it was worth when requested.',
  'about.claimLidoWithdrawal': 'The ETH of finalized requests goes to your wallet.',
  'about.requestEtherFiWithdrawal':
    'ether.fi takes the eETH and pays ETH once its oracle has finalized the request. It earns nothing meanwhile and cannot be taken back.',
  'about.redeemEtherFi':
    'ether.fi pays ETH in the same transaction, and keeps its fee. There is nothing to wait for and nothing to claim.',
  'about.claimEtherFiWithdrawal': 'The ETH of finalized requests goes to your wallet.',

  'about.claimRewards':
    'EigenLayer pays what is shown here and no more. Every proof has been compared with the distribution root on the chain.',
  'about.setClaimer':
    'From the next block only the claimer can claim your rewards, to any address it likes. This account can claim nothing until you take the right back, which it can do at any time.',

  'plan.becomeOperator': 'Become an operator',
  'plan.setApprover': 'Make {approver} the delegation approver',
  'plan.removeApprover': 'Open delegation to anyone',
  'plan.setMetadata': 'Publish new metadata',
  'plan.modifyAllocations': {
    one: '{count} change of allocations',
    other: '{count} changes of allocations',
  },
  'plan.registerForSets': {
    one: 'Register for set {ids} of {avs}',
    other: 'Register for sets {ids} of {avs}',
  },
  'plan.deregisterFromSets': {
    one: 'Leave set {ids} of {avs}',
    other: 'Leave sets {ids} of {avs}',
  },
  'plan.setAllocationDelay': {
    one: 'Allocation delay of {count} block',
    other: 'Allocation delay of {count} blocks',
  },
  'plan.clearDeallocations': 'Clear the deallocation queue',
  'plan.setSplit': 'Keep {percent} % of rewards',
  'plan.setOperatorClaimer': 'Let {claimer} claim the rewards of {earner}',
  'plan.removeOperatorClaimer': 'Let {earner} claim for itself again',
  'plan.addPendingAdmin': 'Propose {who} as admin',
  'plan.removePendingAdmin': 'Withdraw the proposal of {who}',
  'plan.acceptAdmin': 'Become an admin of {account}',
  'plan.removeAdmin': 'Remove the admin {who}',
  'plan.setAppointee': 'Let {who} call one function',
  'plan.removeAppointee': 'Take a function from {who}',
  'plan.undelegateStaker': 'Undelegate {staker}',
  'step.becomeOperator':
    'Register this account as an operator, with an allocation delay of {blocks} blocks',
  'step.setApprover': 'Let {approver} decide who may delegate',
  'step.removeApprover': 'Remove the delegation approver',
  'step.setMetadata': 'Point to the new metadata document',
  'step.modifyAllocations': {
    one: 'Change {count} allocation',
    other: 'Change {count} allocations in one call',
  },
  'step.registerForSets': { one: 'Join set {ids} of {avs}', other: 'Join sets {ids} of {avs}' },
  'step.deregisterFromSets': {
    one: 'Leave set {ids} of {avs}',
    other: 'Leave sets {ids} of {avs}',
  },
  'step.setAllocationDelay': {
    one: 'Set the allocation delay to {count} block',
    other: 'Set the allocation delay to {count} blocks',
  },
  'step.clearDeallocations': 'Write down deallocations that have taken effect',
  'step.setSplit': 'Set the split to {percent} %',
  'step.setOperatorClaimer': 'Make {claimer} the only one who may claim the rewards of {earner}',
  'step.removeOperatorClaimer': 'Take the claimer’s right back for {earner}',
  'step.addPendingAdmin': 'Propose {who} as an admin of {account}',
  'step.removePendingAdmin': 'Withdraw the proposal of {who} as admin',
  'step.acceptAdmin': 'Accept to be an admin of {account}',
  'step.removeAdmin': 'Take all rights of an admin from {who}',
  'step.setAppointee': 'Let {who} call this function for {account}',
  'step.undelegateStaker': 'End the delegation of {staker} and queue all its stake',
  'step.removeAppointee': 'Take the right to call this function from {who}',
  'action.becomeOperator': 'Sign: become an operator for good',
  'action.setApprover': 'Sign: let {approver} approve',
  'action.removeApprover': 'Sign: open delegation',
  'action.setMetadata': 'Sign: publish the address',
  'action.modifyAllocations': {
    one: 'Sign: change {count} allocation',
    other: 'Sign: change {count} allocations',
  },
  'action.registerForSets': {
    one: 'Sign: register for {count} set',
    other: 'Sign: register for {count} sets',
  },
  'action.deregisterFromSets': {
    one: 'Sign: leave {count} set',
    other: 'Sign: leave {count} sets',
  },
  'action.setAllocationDelay': {
    one: 'Sign: set {count} block',
    other: 'Sign: set {count} blocks',
  },
  'action.clearDeallocations': 'Sign: clear the queue',
  'action.setSplit': 'Sign: keep {percent} %',
  'action.setOperatorClaimer': 'Sign: let {claimer} claim',
  'action.removeOperatorClaimer': 'Sign: take the right back',
  'action.addPendingAdmin': 'Sign: propose {who}',
  'action.removePendingAdmin': 'Sign: withdraw the proposal',
  'action.acceptAdmin': 'Sign: become an admin',
  'action.removeAdmin': 'Sign: remove {who}',
  'action.setAppointee': 'Sign: appoint {who}',
  'action.undelegateStaker': 'Sign: undelegate {staker}',
  'action.removeAppointee': 'Sign: take the right back',
  'about.becomeOperator':
    'An operator is one for good: no call undoes it. The account’s own stake is delegated to itself and can never be undelegated; it can still be withdrawn. Nothing is slashable until you register for an operator set and allocate.',
  'about.setApprover': 'Affects new delegations only. Whoever is delegated stays.',
  'about.setMetadata':
    'The chain keeps only the address of the document; whoever shows operators fetches it from there.',
  'about.modifyAllocations':
    'Magnitudes are parts of the operator’s whole stake in a strategy, and every restaker who is delegated shares in what becomes slashable.',
  'about.registerForSets':
    'What is already allocated to these sets becomes slashable at once. The AVS’ registrar decides whether it takes you.',
  'about.deregisterFromSets':
    'The AVS can still slash until the deallocation delay is over. Allocations stay until they are taken back.',
  'about.setAllocationDelay':
    'The new delay holds only after the configuration delay. Until then the present one stays.',
  'about.clearDeallocations':
    'Changes no allocation and no stake: it writes down what has already taken effect. Every change of allocations does it too.',
  'about.setSplit':
    'Takes effect after the activation delay, for rewards from then on. Until then no other change of this split is possible.',
  'about.setOperatorClaimer':
    'From the next block only the claimer can claim these rewards, to any address it likes; without one, the operator or AVS itself. It, its admins and whoever they have appointed for this can change that at any time.',
  'about.changeAccess':
    'An admin may do everything for the account, this included. As soon as a first admin has accepted, the account itself has no rights left unless it is an admin too. An appointee may call the one function named, nothing else.',
  'about.undelegateStaker':
    'The restaker’s delegation ends and all its stake goes into the queue, one withdrawal for each strategy. The restaker alone can complete them, as tokens or as shares, and may delegate anew wherever it likes, here too. Until the withdrawal delay is over the stake stays slashable for what this operator did.',
  'note.forGood': 'There is no way back: an operator stays one.',

  'sheet.steps': 'Steps',
  'sheet.cost': 'Network fee: {fee}',
  'sheet.fee': 'at most {amount} for the next signature',
  'sheet.feeLater': 'known before each signature',
  'sheet.effects': 'Before and after',
  'sheet.transaction': 'Transaction',
  'sheet.checking': 'Checking with the chain',
  'sheet.checkAgain': 'Check again',
  'sheet.connect': 'Connect a wallet',
  'sheet.switchChain': 'Switch the wallet to {chain}',
  'sheet.otherAccount': 'Choose {account} in the wallet',
  'sheet.inWallet': 'Confirm in your wallet',
  'sheet.promptLost':
    'A request may still be open in your wallet. Look there first. If it is gone, ask again: two open requests could both be sent.',
  'sheet.askAgain': 'Ask the wallet again',
  'sheet.stopWaiting': 'Stop waiting',
  'sheet.waiting': 'Waiting for a block',
  'sheet.waitingHint': 'You may close this; the plan goes on and is kept in this browser.',
  'sheet.dropped':
    'The node no longer knows this transaction. It may have been dropped for its low fee.',
  'sheet.sendAgain': 'Send it again',
  'sheet.confirming': 'Done. It becomes final with the next blocks.',
  'sheet.done': 'Done and final.',
  'sheet.close': 'Close',
  'sheet.discard': 'Discard this plan',
  'note.redeem': '{pays} arrives; ether.fi’s fee keeps {fee}.',
  'note.batchRounding':
    'That is {wei} wei less than you stake. stETH rounds, and in one go nobody can know by how much: what is left over stays in your wallet.',

  'prompts.times': {
    one: 'Your wallet will ask once: {what}.',
    other: 'Your wallet will ask {count} times: {what}.',
  },
  'prompts.signatures': { one: '{count} signature', other: '{count} signatures' },
  'prompts.transactions': { one: '{count} transaction', other: '{count} transactions' },
  'prompts.and': ', ',
  'prompts.batch': {
    one: 'Your wallet will ask once: {count} step in one transaction.',
    other: 'Your wallet will ask once: {count} steps in one transaction, all or nothing.',
  },
  'prompts.stepByStep': 'Sign the steps one by one instead',
  'action.batch': {
    one: 'Sign: {count} step',
    other: 'Sign: all {count} steps at once',
  },
  'changes.next': 'What the next signature moves',
  'changes.all': 'What all the steps move together',
  'changes.none': 'The next signature moves nothing: it only allows what follows.',
  'changes.shares': '{unit} deposit shares',
  'changes.unavailable':
    'The change of balances cannot be shown: this RPC does not simulate it (eth_simulateV1).',
  'changes.firstOnly':
    'This RPC could check the first call only. The wallet sends all of them or none.',

  'sheet.feeNone': 'none, a signature is free',
  'sheet.proposal': 'Proposal',
  'sheet.proposed':
    'Proposed. It waits for the other owners of this account to sign and for one of them to execute it. You may close this; it can be resumed here at any time.',
  'sheet.stopProposal': 'Stop waiting for this proposal',
  'sheet.elsewhere': 'Another tab of Keel has your wallet open for this plan.',
  'sheet.inOtherTab': 'Continue in the other tab',
  'sheet.needsWallet':
    'Only the wallet that took these steps knows what became of them. Connect it to see.',
  'sheet.earlier': {
    one: 'An earlier transaction of yours waits and must be mined first. Speed it up or cancel it in your wallet.',
    other:
      '{count} earlier transactions of yours wait and must be mined first. Speed them up or cancel them in your wallet.',
  },
  'sheet.details': 'Technical details',
  'sheet.repriced': 'Sent under a higher fee',
  'sheet.gone': 'This plan is no longer here.',

  'pending.open': { one: '{count} plan open', other: '{count} plans open' },
  'pending.title': 'Open plans',
  'pending.resume': 'Resume',
  'pending.none': 'No plan is open.',
  'pending.status.loading': 'being checked',
  'pending.status.ready': 'waits for your signature',
  'pending.status.signing': 'in your wallet',
  'pending.status.signingUnknown': 'perhaps in your wallet',
  'pending.status.sent': 'on its way',
  'pending.status.proposed': 'waits for the other owners',
  'pending.status.signingElsewhere': 'in your wallet, in another tab',
  'pending.status.dropped': 'lost by the node',
  'pending.status.confirming': 'done, not final yet',
  'pending.status.done': 'done',
  'pending.status.failed': 'failed',
  'note.unreadable': {
    one: '{count} stored plan could not be read and was dropped. Transactions already sent are not affected.',
    other:
      '{count} stored plans could not be read and were dropped. Transactions already sent are not affected.',
  },
  'note.otherChain': {
    one: '{count} stored plan belonged to a chain that was started anew and was dropped.',
    other: '{count} stored plans belonged to a chain that was started anew and were dropped.',
  },
  'note.unknownKind': {
    one: '{count} stored plan came from another version of Keel and was dropped. Transactions already sent are not affected.',
    other:
      '{count} stored plans came from another version of Keel and were dropped. Transactions already sent are not affected.',
  },
} as const
