import { expect, test } from 'vitest'
import { AVSS } from '../seed/avss.ts'
import { OPERATORS } from '../seed/operators.ts'
import { avsMetadataUri, metadataDocuments, operatorMetadataUri } from './documents.ts'

const documents = metadataDocuments()
const file = (uri: string) => uri.slice('/metadata/'.length)

test('every operator with a URI has a document, or what stands in its place', () => {
  const missing = OPERATORS.filter((plan) => !(file(operatorMetadataUri(plan)) in documents))
  expect(missing.map((plan) => plan.metadata)).toEqual(['none'])
  for (const plan of OPERATORS.filter(({ metadata }) => metadata === 'failing'))
    expect(documents[file(operatorMetadataUri(plan))]).toMatch(/^<!doctype html>/)
})

test('names of good documents say that they are invented', () => {
  const names = [
    ...OPERATORS.filter((plan) => plan.metadata === 'good').map(operatorMetadataUri),
    ...AVSS.filter((plan) => plan.metadata === 'good').map(avsMetadataUri),
  ].map((uri) => (documents[file(uri)] as { name: string }).name)
  expect(names).toHaveLength(21 + 9)
  for (const name of names) expect(name).toMatch(/ \(invented\)$/)
})

test('documents of AVSs name every operator set with its slashing conditions', () => {
  for (const plan of AVSS.filter((avs) => avs.metadata === 'good')) {
    const { operatorSets } = documents[file(avsMetadataUri(plan))] as {
      operatorSets: { id: string; slashingConditions: string[] }[]
    }
    expect(operatorSets.map((set) => set.id)).toEqual(plan.sets.map((set) => String(set.id)))
    for (const set of operatorSets) expect(set.slashingConditions.length).toBeGreaterThan(0)
  }
})

test('one operator publishes markup, a script link and far too much text', () => {
  const hostile = OPERATORS.filter((plan) => plan.metadata === 'hostile')
  expect(hostile).toHaveLength(1)
  const document = JSON.stringify(documents[file(operatorMetadataUri(hostile[0]!))])
  expect(document).toContain('<script>')
  expect(document).toContain('javascript:')
  expect(document.length).toBeGreaterThan(40_000)
  expect(document.length, 'small enough to be read').toBeLessThan(65_536)
})
