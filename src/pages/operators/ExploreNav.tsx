import { useT } from '../../ui/i18n/useT.ts'
import { TabLinks } from '../../ui/TabLinks.tsx'
import { navMessages } from './navMessages.ts'
import './explore.css'

/** The three ways to look for who secures what. */
export function ExploreNav() {
  const t = useT(navMessages)
  return (
    <TabLinks
      label={t('label')}
      places={[
        { path: '/operators', label: t('operators') },
        { path: '/avs', label: t('avss') },
        { path: '/operators/build', label: t('build') },
      ]}
    />
  )
}
