export default {
  'tabs.label': 'Risk lab',
  'tabs.position': 'Position',
  'tabs.map': 'Map',
  'tabs.scenarios': 'Scenarios',
  'tabs.market': 'Market',
  'tabs.assumptions': 'Assumptions',
  'tabs.method': 'Method',
} as const
