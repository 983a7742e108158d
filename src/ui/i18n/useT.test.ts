import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, expectTypeOf, it } from 'vitest'
import type { Catalogue, Placeholder, Tag } from './catalogue.ts'
import { createTranslate } from './useT.ts'

const en = {
  plain: 'Nothing to fill',
  block: 'At block {block}',
  rich: 'Read <link>the {what}</link> by {when}',
  plural: { one: '{count} AVS of {who}', other: '{count} AVSs of {who}' },
} as const

it('types placeholders and tags by the English message', () => {
  expectTypeOf<Placeholder<(typeof en)['block']>>().toEqualTypeOf<'block'>()
  expectTypeOf<Placeholder<(typeof en)['plural']>>().toEqualTypeOf<'count' | 'who'>()
  expectTypeOf<Tag<(typeof en)['rich']>>().toEqualTypeOf<'link'>()
  expectTypeOf<Catalogue<typeof en>['plain']>().toEqualTypeOf<string>()
})

it('translates text, plurals and elements', () => {
  const t = createTranslate<typeof en>(en, 'en')
  expect(t('plain')).toBe('Nothing to fill')
  expect(t('block', { block: 1200 })).toBe('At block 1,200')
  expect(t('plural', { count: 1, who: 'A' })).toBe('1 AVS of A')
  const node = t.rich('rich', {
    link: (content) => createElement('a', { href: '/x' }, content),
    what: createElement('b', null, 'terms'),
    when: 3n,
  })
  expect(renderToStaticMarkup(node)).toBe('Read <a href="/x">the <b>terms</b></a> by 3')
})
