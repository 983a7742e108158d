import { expect, test } from 'vitest'
import { createLatestWork, type Work } from './latestWork.ts'

/** Work that ends when it is told to, and says when it began and whether it was stopped. */
function piece(name: string, log: string[]) {
  let end: (result: string) => void = () => undefined
  let fail: (error: Error) => void = () => undefined
  const work: Work<string> = (signal) => {
    log.push(`begin ${name}`)
    signal.addEventListener('abort', () => log.push(`stop ${name}`))
    return new Promise((resolve, reject) => {
      end = resolve
      fail = reject
    })
  }
  return { work, end: () => end(name), fail: () => fail(new Error(name)) }
}

const settled = () => new Promise((resolve) => setTimeout(resolve))

function listener() {
  const log: string[] = []
  const latest = createLatestWork<string>({
    done: (result) => log.push(`done ${result}`),
    failed: (error) => log.push(`failed ${(error as Error).message}`),
  })
  return { log, latest }
}

test('what is under way finishes, what came in between is never begun, the newest follows', async () => {
  const { log, latest } = listener()
  const [a, b, c] = [piece('a', log), piece('b', log), piece('c', log)]
  latest.want(a.work)
  latest.want(b.work)
  latest.want(c.work)
  a.end()
  await settled()
  c.end()
  await settled()
  expect(log).toEqual(['begin a', 'done a', 'begin c', 'done c'])
})

test('a failure is told and does not hold the next up', async () => {
  const { log, latest } = listener()
  const [a, b] = [piece('a', log), piece('b', log)]
  latest.want(a.work)
  latest.want(b.work)
  a.fail()
  await settled()
  b.end()
  await settled()
  expect(log).toEqual(['begin a', 'failed a', 'begin b', 'done b'])
})

test('wanting nothing stops what is under way, unheard', async () => {
  const { log, latest } = listener()
  const [a, b] = [piece('a', log), piece('b', log)]
  latest.want(a.work)
  latest.want(b.work)
  latest.want(null)
  a.end()
  await settled()
  expect(log).toEqual(['begin a', 'stop a'])
  latest.want(b.work)
  expect(log.at(-1)).toBe('begin b')
})
