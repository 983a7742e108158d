export default {
  title: 'The approver’s signature',
  explain:
    'This operator takes only restakers whom its approver {approver} has signed for. Send the request to the approver and paste the answer here. Nothing is sent anywhere by Keel.',
  request: 'Request for the approver',
  requestNote: 'Valid until {until} when signed.',
  copy: 'Copy the request',
  answer: 'Answer of the approver',
  answerHint: 'JSON with signature, salt and expiry, as a file or pasted.',
  file: 'Choose a file',
  'fault.fileTooLarge': 'This file is too large to be an approval.',
  checking: 'Comparing the signature with the contract’s digest',
  good: 'Signed by the approver for you and this operator. Valid until {until}.',
  'fault.notJson':
    'This is not the JSON of an approval. Paste all of it, from the first brace to the last.',
  'fault.signature': 'The signature is missing or not hexadecimal.',
  'fault.salt': 'The salt is missing or not 32 bytes.',
  'fault.expiry': 'The expiry is missing or not a time in seconds.',
  'fault.otherChain': 'This approval is for another chain.',
  'fault.otherStaker': 'This approval is for another restaker.',
  'fault.otherOperator': 'This approval is for another operator.',
  'fault.SignatureExpired': 'This approval has expired. Ask the approver for a new one.',
  'fault.SaltSpent': 'This approval has been used already. Ask the approver for a new one.',
  'fault.InvalidSignature':
    'The signature is not the approver’s over this request. Check that nothing was cut off, or ask for a new one.',
  'fault.unread': 'The signature could not be checked: the node does not answer. Try again.',
} as const
