import { useSnapshot } from '../data/KeelProvider.tsx'
import { useNames } from '../data/useNames.ts'
import type { Chain } from '../protocol/deployments/types.ts'
import { DemoPanelSlot } from '../wallet/demo/DemoPanelSlot.tsx'

/** The demo panel; in demo builds only. */
export default function DemoSlot({ chain }: { readonly chain: Chain }) {
  const names = useNames()
  const { network } = useSnapshot()
  return (
    <DemoPanelSlot
      chain={chain}
      network={network}
      nameOf={(address) => names.get(address)?.name ?? null}
    />
  )
}
