import type { Chain } from '../protocol/deployments/types.ts'
import { DemoPanelSlot } from '../wallet/demo/DemoPanelSlot.tsx'

/** The demo panel; in demo builds only. */
export default function DemoSlot({ chain }: { readonly chain: Chain }) {
  return <DemoPanelSlot chain={chain} />
}
