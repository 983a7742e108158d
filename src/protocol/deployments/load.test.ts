import { expect, test } from 'vitest'
import shipped from '../../../public/deployments.json' with { type: 'json' }
import { loadDeployments } from './load.ts'

const answer = (body: string, status = 200) =>
  loadDeployments(async () => new Response(body, { status }))

test('loads a valid file, with or without a byte order mark', async () => {
  expect((await answer(JSON.stringify(shipped))).chains[0].chainId).toBe(1)
  expect((await answer(`\uFEFF${JSON.stringify(shipped)}`)).chains[0].chainId).toBe(1)
})

test.each([
  ['', 404, '/deployments.json is not there. Keel needs it to know the contracts.'],
  ['busy', 503, '/deployments.json could not be fetched: HTTP 503.'],
  [
    '<!doctype html><div id="root"></div>',
    200,
    '/deployments.json is not there: the server answered with a page instead.',
  ],
])('says in words why the file cannot be used (%#)', async (body, status, shortMessage) => {
  await expect(answer(body, status)).rejects.toMatchObject({
    name: 'DeploymentsError',
    shortMessage,
  })
})

test('says that the file is not JSON, and that the server does not answer', async () => {
  await expect(answer('{"version": 1,')).rejects.toMatchObject({
    shortMessage: expect.stringMatching(/^\/deployments\.json is not valid JSON: /),
  })
  const down = () => Promise.reject(new TypeError('Failed to fetch'))
  await expect(loadDeployments(down)).rejects.toMatchObject({
    shortMessage: '/deployments.json could not be fetched: the server does not answer.',
  })
})
