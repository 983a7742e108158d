import { describe, expect, it, vi } from 'vitest'
import { boundedAssumptions } from '../risk/assumptions.ts'
import {
  createAssumptionStore,
  decodeOverrides,
  encodeOverrides,
  searchWith,
} from './assumptionStore.ts'

function place(stored: string | null, search = '') {
  let kept = stored
  return {
    read: () => kept,
    write: (text: string | null) => {
      kept = text
    },
    search: () => search,
  }
}

describe('overrides in an address', () => {
  it('read back as they were written', () => {
    const overrides = { severity: 0.75, rhoA: 0.4, keyLeakP: 1e-7, attackGammaSafe: 2 }
    const text = encodeOverrides(overrides)
    expect(text).toBe('attackGammaSafe*2_keyLeakP*1e-7_rhoA*0.4_severity*0.75')
    expect(decodeOverrides(text)).toEqual(overrides)
    expect(new URLSearchParams({ assume: text }).toString()).toBe(`assume=${text}`)
  })

  it('carry own prices by their token', () => {
    const token = `0x${'ab'.repeat(20)}` as const
    const text = encodeOverrides({ severity: 0.75, [token]: 2e-7 })
    expect(decodeOverrides(text)).toEqual({ severity: 0.75, [token]: 2e-7 })
    expect(boundedAssumptions(decodeOverrides(text)).prices).toEqual({ [token]: 2e-7 })
    expect(decodeOverrides(`0x${'AB'.repeat(20)}*1_0xab*1`)).toEqual({})
    for (const refused of [0, 1e9]) {
      expect(boundedAssumptions({ [token]: refused }).prices).toBeUndefined()
    }
  })

  it('carry counted attacks by their operator set, votes and what counts as one', () => {
    const key = `0x${'ab'.repeat(20)}-1.half.delegated` as const
    const text = encodeOverrides({ [key]: 250.5 })
    expect(new URLSearchParams({ assume: text }).toString()).toBe(`assume=${text}`)
    expect(boundedAssumptions(decodeOverrides(text)).attacks).toEqual({
      [key.slice(0, 44)]: { profit: 250.5, theta: 'half', votes: 'delegated' },
    })
  })

  it.each([
    '',
    'severity',
    'severity*',
    'severity*NaN',
    'severity*-1',
    '<b>*1',
    '__proto__*1',
    'a*1e999',
  ])('take nothing from %j', (text) => {
    expect(decodeOverrides(text)).toEqual({})
  })
})

describe('the store', () => {
  it('starts with the reader’s own', () => {
    const store = createAssumptionStore(place('severity*0.9'))
    expect(store.get()).toEqual({ overrides: { severity: 0.9 }, foreign: false })
  })

  it('says when a link brought others, and goes back', () => {
    const store = createAssumptionStore(place('severity*0.9', '?assume=severity*0.2'))
    expect(store.get()).toEqual({ overrides: { severity: 0.2 }, foreign: true })
    store.discardForeign()
    expect(store.get()).toEqual({ overrides: { severity: 0.9 }, foreign: false })
  })

  it('does not call the reader’s own link foreign', () => {
    const store = createAssumptionStore(place('severity*0.9', '?assume=severity*0.9'))
    expect(store.get().foreign).toBe(false)
  })

  it('keeps a change for the next visit and tells who listens', () => {
    const where = place(null)
    const store = createAssumptionStore(where)
    const heard = vi.fn()
    store.subscribe(heard)
    store.set('rhoA', 0.7)
    expect(heard).toHaveBeenCalledTimes(1)
    expect(createAssumptionStore(where).get().overrides).toEqual({ rhoA: 0.7 })
    store.set('rhoA', undefined)
    expect(where.read()).toBeNull()
  })
})

describe('searchWith', () => {
  it('writes changes into the lab’s addresses and nowhere else', () => {
    expect(searchWith('/risk', '?x=1', { rhoA: 0.4 })).toBe('x=1&assume=rhoA*0.4')
    expect(searchWith('/risk/map', '', { rhoA: 0.4 })).toBe('assume=rhoA*0.4')
    expect(searchWith('/operators', '', { rhoA: 0.4 })).toBeNull()
  })

  it('keeps what a link brought true to what is in force', () => {
    expect(searchWith('/operators', '?assume=rhoA*0.9', { rhoA: 0.4 })).toBe('assume=rhoA*0.4')
    expect(searchWith('/operators', '?assume=rhoA*0.9', {})).toBe('')
    expect(searchWith('/risk', '?assume=rhoA*0.4', { rhoA: 0.4 })).toBeNull()
  })
})
