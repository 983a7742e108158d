import { readFileSync } from 'node:fs'
import { type Handler, refuseMethod, sendJson, sendText } from './server.ts'
import { UserError } from './userError.ts'

/** Serves JSON texts by path, looked up anew for every request. */
export function jsonDocuments(read: (path: string) => string | undefined): Handler {
  return async (request, response, path) => {
    const text = read(path)
    if (text === undefined) return false
    if (request.method === 'GET' || request.method === 'HEAD') {
      await sendJson(request, response, 200, text)
    } else {
      refuseMethod(request, response, 'GET, HEAD')
    }
    return true
  }
}

/**
 * Serves a deployments file of the user's own, read anew for every request, so that a change needs a
 * reload of the page and no restart. The app itself checks the fields.
 */
export function deploymentsFile(path: string): Handler {
  return async (request, response, requested) => {
    if (requested !== '/deployments.json') return false
    try {
      await sendJson(request, response, 200, readJsonFile(path))
    } catch (error) {
      sendText(request, response, 500, (error as Error).message)
    }
    return true
  }
}

/**
 * The text of a JSON file.
 *
 * @throws UserError when the file cannot be read or is not JSON.
 */
export function readJsonFile(path: string): string {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const why =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'is unreadable'
    throw new UserError(`The file ${path} ${why}.`)
  }
  try {
    JSON.parse(text)
  } catch (error) {
    throw new UserError(`The file ${path} is not valid JSON: ${(error as Error).message}`)
  }
  return text
}
