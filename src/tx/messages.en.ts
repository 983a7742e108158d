export default {
  'plan.depositEth': 'Deposit {amount} through Lido',
  'plan.depositStEth': 'Deposit {amount}',
  'plan.depositToken': 'Deposit {amount}',
  'plan.delegate': 'Delegate to {operator}',

  'step.submit': 'Stake {amount} with Lido and receive stETH',
  'step.approve': 'Let EigenLayer’s StrategyManager take exactly {amount}',
  'step.deposit': 'Deposit {amount} into the stETH strategy',
  'step.depositToken': 'Deposit {amount} into its strategy',
  'step.delegate': 'Delegate all your stake to {operator}',

  'action.submit': 'Sign: stake {amount} with Lido',
  'action.approve': 'Sign: approve exactly {amount}',
  'action.deposit': 'Sign: deposit {amount}',
  'action.delegate': 'Sign: delegate to {operator}',

  'about.depositEth':
    'Three signatures: Lido turns the ETH into stETH, you approve exactly that amount, and the stETH goes into EigenLayer’s stETH strategy. Closing this page in between loses nothing.',
  'about.depositStEth':
    'Your stETH goes into EigenLayer’s stETH strategy. To take it out again you queue a withdrawal and wait for its delay.',
  'about.depositToken':
    'Your tokens go into their EigenLayer strategy. To take them out again you queue a withdrawal and wait for its delay.',
  'about.delegate':
    'All your stake counts for this operator from the next block. It may be slashed where the operator has allocated it. You can undelegate, which queues all your withdrawals.',

  'sheet.steps': 'Steps',
  'sheet.cost': 'Network fee',
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
