export default {
  'nav.label': 'Main',
  'nav.overview': 'Overview',
  'nav.portfolio': 'Portfolio',
  'nav.deposit': 'Deposit',
  'nav.operators': 'Operators',
  'nav.risk': 'Risk',
  'nav.console': 'Console',
  'nav.settings': 'Settings',
  'nav.home': 'Keel: to the overview',
  'shell.connect': 'Connect',
  'shell.skip': 'Skip to the content',
  'shell.status': 'State of the chain',
  'shell.loadingPage': 'Loading the page',

  'deployment.unknown':
    'Keel does not know {chain}: its contract addresses come from deployments.json alone. Sign only if you trust whoever serves this copy.',
  'deployment.deviates':
    'deployments.json names other contracts on {chain} than Keel knows: {fields}. Do not sign unless you know why.',

  'assume.foreign':
    'This link carries assumptions about risk that are not yours. All figures are worked out with them.',
  'assume.changed': {
    one: 'One assumption about risk differs from the default.',
    other: '{count} assumptions about risk differ from the default.',
  },
  'assume.mine': 'Back to mine',
  'assume.look': 'Look at them',

  'error.pageTitle': 'This page stopped working',
  'error.page':
    'An error in Keel stopped the page. Nothing was sent, and transactions already sent go on. Reload to continue.',
  'error.loadTitle': 'This page could not be loaded',
  'error.load':
    'Part of Keel did not arrive: the connection broke, or a newer version was put in its place. Reload to fetch it again.',
  'error.appTitle': 'Keel could not start',
  'error.reload': 'Reload',
} as const
