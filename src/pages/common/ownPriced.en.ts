export default {
  source:
    'At the price that you entered for {tokens} under Risk, Assumptions: nothing on the chain prices it.',
  note: 'Values in ETH count {tokens} at the price that you entered.',
  past: 'A price that you entered is today’s: values of the past are the chain’s alone.',
} as const
