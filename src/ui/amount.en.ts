export default {
  'amountError.empty': 'Enter an amount.',
  'amountError.zero': 'Enter an amount above zero.',
  'amountError.negative': 'An amount cannot be negative.',
  'amountError.notANumber': 'This is not a number. Write digits, such as 1.5.',
  'amountError.tooManyDecimals': 'At most {decimals} decimals: the smallest unit is no smaller.',
  'amountError.ambiguousComma':
    'The comma can be read two ways: {decimal} or {thousands}. Write it without a comma.',
  'amountError.scientific': 'Write the number out instead of with an exponent.',
  'amountError.hex': 'Write the number in decimal digits, not in hexadecimal.',
  'amountError.tooLarge': 'This is more than any token could hold.',
  'amountNotice.commaDecimal': 'Read as {value}.',
} as const
