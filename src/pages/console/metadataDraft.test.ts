import { expect, test } from 'vitest'
import { isMetadataUri, metadataFaults, metadataJson, metadataPreview } from './metadataDraft.ts'

const good = {
  name: 'Keel Nodes',
  website: 'https://nodes.example',
  description: 'Runs nodes.',
  logo: 'https://nodes.example/logo.png',
  twitter: 'https://social.example/nodes',
}

test('a plain document has no faults and reads as it was written', () => {
  expect(metadataFaults(good)).toEqual([])
  expect(JSON.parse(metadataJson(good))).toEqual(good)
  expect(metadataPreview(good)).toMatchObject({
    name: good.name,
    website: 'https://nodes.example/',
    // Named, not fetched: that is for whoever wants to see it.
    logo: good.logo,
  })
})

test('what others would cut, drop or not see is told', () => {
  expect(
    metadataFaults({
      name: `A <b>name</b>`,
      website: 'http://nodes.example',
      description: '',
      logo: 'https://nodes.example/logo.svg',
      twitter: 'javascript:alert(1)',
    }),
  ).toEqual([
    'name.cut',
    'description.missing',
    'website.notHttps',
    'twitter.notHttps',
    'logo.notHttpsPng',
  ])
  expect(metadataFaults({ ...good, name: '' })).toEqual(['name.missing'])
  expect(metadataFaults({ ...good, description: 'x'.repeat(700) })).toEqual(['description.cut'])
})

test('a document is found over https or on the own host', () => {
  expect(['https://a.example/o.json', '/metadata/o.json'].every(isMetadataUri)).toBe(true)
  expect(['http://a.example', '//a.example', 'ipfs://x', ''].some(isMetadataUri)).toBe(false)
})
