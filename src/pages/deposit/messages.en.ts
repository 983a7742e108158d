export default {
  title: 'Deposit',
  lead: 'Three ways to restake. Nothing is signed before you have seen what changes.',
  'way.label': 'Way in',
  'way.lst': 'stETH or another token',
  'way.native': 'Native ETH',
  'way.etherFi': 'ether.fi',
  'ways.failed': 'Some of this could not be read: {message}',
  'etherFi.none':
    '{chain} has no ether.fi in its deployment file, so this way is not offered here.',
  'asset.label': 'What you deposit',
  'asset.eth': 'ETH, through Lido',
  'asset.none': 'This deployment has no strategy that takes deposits.',
  'asset.noLido': 'Lido is not configured for this chain: ETH cannot be turned into stETH here.',
  'eth.explain':
    'Lido turns the ETH into stETH, which is then deposited: at most three signatures, guided as one plan.',
  'wstEth.explain':
    'The wstETH is turned back into stETH, worth the same, which is then deposited: at most three signatures, guided as one plan.',
  'token.explain':
    'Two signatures: an approval of exactly this amount, then the deposit. The first is left out where it was given before.',
  'amount.label': 'Amount',
  'amount.balance': 'You have {amount}.',
  'amount.reserve': 'Max keeps {amount} back for network fees.',
  'amount.over': 'That is more than the {balance} in the wallet.',
  'amount.noGas': 'Nothing would be left for network fees. Keep about {amount}.',
  'amount.limit': 'Lido takes at most {limit} at present.',
  'amount.limitZero':
    'Lido takes no ETH at present: staking is paused or its limit is used up. Try later, or deposit stETH.',
  'balance.unread': 'The balance could not be read.',
  'after.title': 'What changes',
  'after.first': 'You have nothing restaked yet: the figures after are those of the new stake.',
  'after.undelegated':
    'You have no operator yet. After the deposit, choose one: until then the stake earns its base APR alone.',
  'after.delegated': 'The deposit counts at once for your operator, {operator}.',
  'after.enter': 'Enter an amount to see what changes.',
  'stake.now': 'Stake now',
  'stake.after': 'Stake after',
  go: 'Review the deposit',
  'go.connect': 'Connect a wallet',
  'go.wrongChain':
    'The wallet is on another chain. The plan asks it to switch before anything is signed.',
  'start.failed': 'The plan could not be started. Nothing was signed.',
  'next.title': 'Deposited',
  'next.text': 'The stake is in. Choose an operator to earn more than the base APR.',
  'next.go': 'Choose an operator',
  'next.portfolio': 'See the portfolio',
} as const
