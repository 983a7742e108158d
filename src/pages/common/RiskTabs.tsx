import { useT } from '../../ui/i18n/useT.ts'
import { TabLinks } from '../../ui/TabLinks.tsx'
import { riskMessages } from './riskMessages.ts'

/** The rooms of the risk lab. */
export function RiskTabs() {
  const t = useT(riskMessages)
  return (
    <TabLinks
      label={t('tabs.label')}
      places={[
        { path: '/risk', label: t('tabs.position') },
        { path: '/risk/map', label: t('tabs.map') },
        { path: '/risk/network', label: t('tabs.network') },
        { path: '/risk/scenarios', label: t('tabs.scenarios') },
        { path: '/risk/market', label: t('tabs.market') },
        { path: '/risk/assumptions', label: t('tabs.assumptions') },
        { path: '/risk/method', label: t('tabs.method') },
      ]}
    />
  )
}
