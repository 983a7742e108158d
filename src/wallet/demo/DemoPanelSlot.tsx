import { lazy, Suspense } from 'react'
import type { Chain } from '../../protocol/deployments/types.ts'
import type { Network } from '../../protocol/network/types.ts'
import { isDemoChain } from './demoChain.ts'

const DemoPanel =
  typeof __KEEL_DEMO__ !== 'undefined' && __KEEL_DEMO__
    ? lazy(() => import('./DemoPanel.tsx'))
    : null

/** The demo panel on a local chain in a demo build; nothing anywhere else. */
export function DemoPanelSlot(panel: {
  readonly chain: Chain
  /** The latest reading, for what the panel does in place of an AVS. */
  readonly network: Network | null
  readonly nameOf: (address: string) => string | null
}) {
  if (DemoPanel === null || !isDemoChain(panel.chain)) return null
  return (
    <Suspense fallback={null}>
      <DemoPanel {...panel} />
    </Suspense>
  )
}
