export default {
  label: 'Operators and AVSs',
  operators: 'Operators',
  avss: 'AVSs',
  build: 'Build my exposure',
} as const
