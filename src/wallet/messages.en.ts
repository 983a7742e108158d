export default {
  'wallet.connect': 'Connect',
  'wallet.account': 'Account {address}',
  'wallet.switchTo': 'Switch to {chain}',
  'wallet.switchFailed': 'The wallet did not change its network. Change it in the wallet.',
  'wallet.loadFailed': 'The wallet dialog could not be loaded. Check the connection and try again.',

  'account.title': 'Your account',
  'account.copy': 'Copy the address',
  'account.wallet': 'Connected with {wallet}',
  'account.disconnect': 'Disconnect',
  'account.wrongChain': 'The wallet is on another network than the one shown here.',
  'account.switchHint': 'To use another account, choose it in the wallet.',

  'noWallet.title': 'No wallet here',
  'noWallet.desktop':
    'This browser has no wallet. Install a browser wallet for Ethereum and load the page again. Looking around needs none.',
  'noWallet.phone':
    'This browser has no wallet. Open this page in the browser that is built into your wallet app:',
  'noWallet.step1': 'Copy the address below.',
  'noWallet.step2': 'Open your wallet app and go to its browser.',
  'noWallet.step3': 'Paste the address there and connect.',
  'noWallet.copy': 'Copy the address',
  'noWallet.close': 'Close',
} as const
