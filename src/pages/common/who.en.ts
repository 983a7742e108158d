export default {
  website: 'Website: {address}',
  'words.ask': 'Ask its server',
  'words.notAsked':
    'What it says of itself lies on a server of its own choice, which would learn that you look. It has not been asked.',
  'words.failed': 'What it says of itself could not be fetched.',
  'words.none': 'It has published no description.',
  'picture.show': 'Show its picture',
  'picture.showFrom': 'Show its picture, from {host}',
  'picture.alt': 'Picture that {name} chose',
  'legacy.title': 'Legacy registrations',
  'legacy.operators':
    'These operators are registered with it in the AVSDirectory, from before operator sets. Nothing can be slashed through such a registration.',
  'legacy.avss':
    'Registered in the AVSDirectory, from before operator sets. Nothing can be slashed through these.',
  'legacy.reading': 'Reading legacy registrations',
  'legacy.failed': 'Legacy registrations could not be read.',
} as const
