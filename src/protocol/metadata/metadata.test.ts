import { describe, expect, test } from 'vitest'
import { fetchMetadata } from './fetch.ts'
import { parseMetadata, parseMetadataText } from './parse.ts'

const NOTHING = {
  name: null,
  website: null,
  description: null,
  logo: null,
  twitter: null,
  operatorSets: [],
}

describe('parseMetadata', () => {
  test('reads what the convention names', () => {
    expect(
      parseMetadata({
        name: 'Fjord Validation',
        website: 'https://fjord.example/about',
        description: 'Runs validators.',
        logo: 'data:image/png;base64,iVBORw0KGgo=',
        twitter: 'https://x.com/fjord',
        operatorSets: [
          { id: '3', name: 'Oracles', description: 'Prices', slashingConditions: ['Wrong price'] },
        ],
      }),
    ).toEqual({
      name: 'Fjord Validation',
      website: 'https://fjord.example/about',
      description: 'Runs validators.',
      logo: 'data:image/png;base64,iVBORw0KGgo=',
      twitter: 'https://x.com/fjord',
      operatorSets: [
        { id: 3, name: 'Oracles', description: 'Prices', slashingConditions: ['Wrong price'] },
      ],
    })
  })

  test.each([null, 7, 'text', [], [{ name: 'x' }], {}, { name: 7, website: {}, operatorSets: 1 }])(
    'what is not a document says nothing (%j)',
    (json) => {
      expect(parseMetadata(json)).toEqual(NOTHING)
    },
  )

  test.each([
    ['<script>alert(1)</script>Acme', 'alert(1) Acme'],
    ['  Acme \n\t Corp\u0000 ', 'Acme Corp'],
    ['Acme\u202Egnp.exe', 'Acmegnp.exe'],
    ['A\u200Bc\uFEFFme', 'Acme'],
    [`Z${'\u0301'.repeat(50)}`, `Z${'\u0301'.repeat(3)}`],
    ['x'.repeat(10_000), `${'x'.repeat(79)}…`],
    ['\u202E', null],
    ['🦭'.repeat(100), `${'🦭'.repeat(79)}…`],
  ])('a name is one line of plain text (%#)', (name, shown) => {
    expect(parseMetadata({ name }).name).toBe(shown)
  })

  test.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'data:text/html,<p>',
    'ftp://x.org',
    'https://user:pass@x.org',
    'x.org',
    `https://x.org/${'a'.repeat(300)}`,
    7,
  ])('a link that is not plainly http(s) is dropped (%s)', (website) => {
    expect(parseMetadata({ website, twitter: website })).toEqual(NOTHING)
  })

  test.each([
    'http://x.org/logo.png',
    'https://user:pass@x.org/logo.png',
    'data:image/svg+xml;base64,PHN2Zz4=',
    'data:image/png;base64,"><script>',
    `data:image/png;base64,${'A'.repeat(30_000)}`,
  ])('a picture that would load or run something is dropped (%#)', (logo) => {
    expect(parseMetadata({ logo }).logo).toBeNull()
  })

  test('the https address of a picture is kept, to be loaded when the reader wants it', () => {
    const logo = 'https://raw.example/a/logo.png'
    expect(parseMetadata({ logo }).logo).toBe(logo)
  })

  test('operator sets: wrong ids and repeated ones are dropped, lists are clamped', () => {
    const sets = [{ id: -1 }, { id: 4294967296 }, { id: 'x' }, null, { id: 1 }, { id: '1' }]
    expect(parseMetadata({ operatorSets: sets }).operatorSets.map((set) => set.id)).toEqual([1])
    const many = [...Array(500).keys()].map((id) => ({
      id,
      slashingConditions: Array(100).fill('a'),
    }))
    const { operatorSets } = parseMetadata({ operatorSets: many })
    expect(operatorSets).toHaveLength(64)
    expect(operatorSets[0]?.slashingConditions).toHaveLength(12)
  })

  test('text that is huge or not JSON is refused', () => {
    expect(parseMetadataText('{"name":"Acme"}')?.name).toBe('Acme')
    expect(parseMetadataText('<!doctype html>')).toBeNull()
    expect(parseMetadataText('[]')).toBeNull()
    expect(parseMetadataText(JSON.stringify({ name: 'x'.repeat(70_000) }))).toBeNull()
  })
})

describe('fetchMetadata', () => {
  const served = (answers: Record<string, () => Response>) => {
    const asked: string[] = []
    const fetcher = async (url: string) => {
      asked.push(url)
      const answer = answers[url]
      if (answer === undefined) throw new TypeError('fetch failed')
      return answer()
    }
    return { asked, fetcher }
  }
  const to = (location: string) => () => new Response(null, { status: 302, headers: { location } })
  const json = () => new Response('{"name":"Acme"}')

  test('follows three redirects and no more, and no circle', async () => {
    const { fetcher } = served({
      'https://a.example/1': to('/2'),
      'https://a.example/2': to('https://b.example/3'),
      'https://b.example/3': to('/4'),
      'https://b.example/4': json,
      'https://c.example/0': to('https://a.example/1'),
      'https://d.example/': to('https://d.example/'),
    })
    expect(await fetchMetadata('https://a.example/1', { fetcher })).toMatchObject({
      metadata: { name: 'Acme' },
    })
    for (const uri of ['https://c.example/0', 'https://d.example/']) {
      expect(await fetchMetadata(uri, { fetcher })).toEqual({ failure: 'unreachable' })
    }
  })

  test('asks nobody without https, but for its own server', async () => {
    const { asked, fetcher } = served({
      'http://127.0.0.1:4173/meta/1.json': json,
      'https://a.example/1': to('http://10.0.0.1/secret'),
    })
    for (const uri of [
      'http://a.example/1',
      'ipfs://Qm',
      'file:///etc/passwd',
      'not a url',
      '',
      'https://user:pass@a.example/',
    ]) {
      expect(await fetchMetadata(uri, { fetcher })).toEqual({ failure: 'unsupported' })
    }
    expect(asked).toEqual([])
    expect(await fetchMetadata('https://a.example/1', { fetcher })).toEqual({
      failure: 'unsupported',
    })
    expect(asked).toEqual(['https://a.example/1'])
    const own = { ownOrigin: 'http://127.0.0.1:4173', fetcher }
    expect(await fetchMetadata('http://127.0.0.1:4173/meta/1.json', own)).toHaveProperty('metadata')
    expect(await fetchMetadata('/meta/1.json', own)).toHaveProperty('metadata')
    expect(await fetchMetadata('https://a.example/1', { ...own, sameOriginOnly: true })).toEqual({
      failure: 'unsupported',
    })
  })

  test('stops reading what is too large, also when the server does not say so', async () => {
    const endless = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(16_384).fill(32))
      },
    })
    const { fetcher } = served({
      'https://a.example/': () => new Response(endless),
      'https://b.example/': () => new Response('{}', { headers: { 'content-length': '70000' } }),
      'https://c.example/': () => new Response('<p>', { status: 200 }),
      'https://d.example/': () => new Response('', { status: 500 }),
    })
    const failures = await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map((host) =>
        fetchMetadata(`https://${host}.example/`, { fetcher }),
      ),
    )
    expect(failures).toEqual(
      ['tooLarge', 'tooLarge', 'invalid', 'unreachable', 'unreachable'].map((failure) => ({
        failure,
      })),
    )
  })
})
