export default {
  title: 'No page at this address',
  sentence:
    'Nothing answers to {path}. The address may be mistyped, or come from another version of Keel.',
  home: 'To the overview',
} as const
