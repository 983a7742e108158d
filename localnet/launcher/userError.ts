/** A mistake that a person can mend: its message is a plain sentence and is printed without a stack. */
export class UserError extends Error {
  override name = 'UserError'
}
