import { lazy, Suspense } from 'react'
import type { Chain } from '../../protocol/deployments/types.ts'
import { isDemoChain } from './demoChain.ts'

const DemoPanel =
  typeof __KEEL_DEMO__ !== 'undefined' && __KEEL_DEMO__
    ? lazy(() => import('./DemoPanel.tsx'))
    : null

/** The demo panel on a local chain in a demo build; nothing anywhere else. */
export function DemoPanelSlot({ chain }: { readonly chain: Chain }) {
  if (DemoPanel === null || !isDemoChain(chain)) return null
  return (
    <Suspense fallback={null}>
      <DemoPanel chain={chain} />
    </Suspense>
  )
}
