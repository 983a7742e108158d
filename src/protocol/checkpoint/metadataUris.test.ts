import { expect, test } from 'vitest'
import { metadataUris } from './metadataUris.ts'

const row = (e: string, a: Record<string, unknown>) => ({ b: 1, i: 1, e, a })

test('the latest URI of every operator and AVS, each once', () => {
  expect(
    metadataUris([
      row('OperatorMetadataURIUpdated', { operator: '0xA', metadataURI: 'https://x/1' }),
      row('OperatorMetadataURIUpdated', { operator: '0xB', metadataURI: 'https://x/2' }),
      row('AVSMetadataURIUpdated', { avs: '0xa', metadataURI: 'https://x/3' }),
      row('OperatorMetadataURIUpdated', { operator: '0xa', metadataURI: 'https://x/2' }),
      row('AVSMetadataURIUpdated', { avs: '0xC', metadataURI: '' }),
      row('OperatorRegistered', { operator: '0xA', metadataURI: 'https://x/4' }),
    ]),
  ).toEqual(['https://x/2', 'https://x/3'])
})
