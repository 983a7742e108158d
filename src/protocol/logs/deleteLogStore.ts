import { deleteDB } from 'idb'

/**
 * Deletes the stored logs of every chain. A store that is open in this or another tab lets go of it
 * and can no longer be used: load the page again afterwards.
 *
 * @param onBlocked - Called when another tab still holds the database open; the deletion goes on when
 * it lets go.
 * @throws DOMException when the browser refuses.
 */
export async function deleteLogStore(
  onBlocked: () => void = () => {},
  name = 'keel-logs',
): Promise<void> {
  if (typeof indexedDB === 'undefined') return
  await deleteDB(name, { blocked: () => onBlocked() })
}
