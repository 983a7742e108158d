/**
 * An amount in the fewest pieces of which none is over `most` or under `least`. One that is under `least`
 * as a whole stays as it is: the queue refuses it, and says so.
 */
export function splitRequest(amount: bigint, least: bigint, most: bigint): bigint[] {
  const pieces: bigint[] = []
  let left = amount
  while (left > most) {
    // A rest too small for the queue takes something from the piece before it.
    const rest = left - most
    const piece = rest < least ? left - least : most
    pieces.push(piece)
    left -= piece
  }
  pieces.push(left)
  return pieces
}
