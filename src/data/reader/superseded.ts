/** A reading was asked about that a newer one has taken the place of. */
export class SupersededError extends Error {
  override name = 'SupersededError'

  constructor() {
    super('A newer reading has taken the place of this one.')
  }
}
