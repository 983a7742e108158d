export default {
  title: 'Settings',
  lead: 'How Keel looks, what it reads from, and what it keeps. All of it stays in this browser.',

  'look.title': 'Language and theme',
  'look.language': 'Language',
  'look.theme': 'Theme',
  'look.system': 'As the device',
  'look.light': 'Light',
  'look.dark': 'Dark',

  'chain.title': 'Chain and RPC',
  'chain.label': 'Chain',
  'chain.only': 'deployments.json names one chain: {chain}.',
  'rpc.configured': 'In use, from deployments.json: {url}',
  'rpc.own': 'In use, entered by you: {url}',
  'rpc.connecting': 'Connecting to {chain}',
  'rpc.none': 'No RPC is configured for {chain}.',
  'rpc.failing': 'No RPC answers for {chain}. Keel tries again every few seconds.',
  'rpc.note': 'Keel reads through this RPC. Transactions leave through your wallet, by its own.',

  'names.title': 'Names of operators and AVSs',
  'names.text':
    'Operators and AVSs publish name, description and website on servers that they choose themselves.',
  'names.checkpoint': 'Without your consent Keel asks none of these servers.',
  'names.sameOrigin':
    'Names on Keel’s own host are always read. Without your consent no other server is asked.',
  'names.live':
    'deployments.json asks for names from their own servers on this chain ("metadata": "live"); Keel still waits for your consent.',
  'names.consent': 'Ask their own servers',
  'names.hint':
    'Each of these servers learns your IP address and that this copy of Keel asks. Cookies and wallet addresses are not sent.',
  'pictures.consent': 'Show their pictures',
  'pictures.hint':
    'On the pages of operators and AVSs. The servers that hold the pictures learn your IP address, nothing else. A picture whose server lets no other page read it stays away. Without this, each page offers its picture by a link.',
  'names.changed': 'Saved. Reload the page to apply it to everything.',
  'names.reload': 'Reload',

  'stored.title': 'Stored data',
  'stored.text':
    'Keel keeps the history that it has read from the chain in this browser, so that a reload reads only what is new.',
  'stored.now': 'History of {chain} in use: blocks {from} to {to}.',
  'stored.forget': 'Forget the stored history',
  'stored.sure': 'Forget the stored history?',
  'stored.what':
    'The history of every chain is deleted here, and the page is loaded again and reads it anew. On a public chain that can take many requests to the RPC.',
  'stored.kept': 'Settings, and transactions on their way, are kept.',
  'stored.keep': 'Keep it',
  'stored.blocked': 'Another tab of Keel still holds the history open. Close it to go on.',
  'stored.failed':
    'The browser did not delete the history. Close other tabs of Keel and try again, or clear the data of this site.',

  'deployment.title': 'Deployment in use',
  'deployment.known': 'Every address is the one that Keel knows for {chain}.',
  'deployment.unknown':
    'Keel does not know {chain}: every address comes from deployments.json alone. Sign only if you trust whoever serves this copy.',
  'deployment.deviates': {
    one: '{count} address is not the one that Keel knows for {chain}. Do not sign unless you know why.',
    other:
      '{count} addresses are not those that Keel knows for {chain}. Do not sign unless you know why.',
  },
  'deployment.caption': 'Contracts in use on {chain}',
  'deployment.entry': 'Entry of deployments.json',
  'deployment.address': 'Address',
  'deployment.state': 'Keel’s own list',
  'deployment.state.known': 'the same',
  'deployment.state.differs': 'differs',
  'deployment.state.unknown': 'not on it',
  'deployment.chainId': 'Chain id',
  'deployment.startBlock': 'First block that is read',
  'deployment.blockTime': 'Block time',
  'deployment.seconds': '{seconds} s',
  'deployment.checkpoint': 'Checkpoint file',
  'deployment.none': 'none',
  'deployment.absent': 'Not deployed here',
  'deployment.warnings': 'deployments.json works, with remarks:',

  'assume.title': 'Assumptions',
  'assume.text':
    'What the exposure assumes instead of reading it: probabilities, severities, correlation, your own plans.',
  'assume.changed': {
    one: 'One of them differs from the default.',
    other: '{count} of them differ from the default.',
  },
  'assume.go': 'See and change them',
} as const
