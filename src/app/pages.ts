import type { ComponentType } from 'react'

export type PageModule = { readonly default: ComponentType }

/** Pages by folder. Each is a chunk of its own that arrives with its own words and styles. */
const modules = import.meta.glob<PageModule>(['../pages/*/*Page.tsx', '!../pages/overview/**'])

/** The page in `src/pages/<name>/<Name>Page.tsx`, but for the overview, which comes with the app itself. */
export function loadPage(name: string): Promise<PageModule> {
  const file = `../pages/${name}/${name[0]?.toUpperCase()}${name.slice(1)}Page.tsx`
  const module = modules[file]
  return module === undefined ? Promise.reject(new Error(`No page at ${file}`)) : module()
}
