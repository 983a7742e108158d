import { useEffect, useSyncExternalStore } from 'react'
import { Link, useLocation } from 'wouter'
import { assumptionStore, searchWith } from '../data/assumptionStore.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { useT } from '../ui/i18n/useT.ts'
import { shellMessages } from './i18n/messages.ts'

/** Keeps the address true to the assumptions in force, and says when they are not the default or not the reader's. */
export function Assumptions() {
  const t = useT(shellMessages)
  const [location] = useLocation()
  const { overrides, foreign } = useSyncExternalStore(
    assumptionStore.subscribe,
    assumptionStore.get,
  )
  useEffect(() => {
    const search = searchWith(location, window.location.search, overrides)
    if (search === null) return
    const query = search === '' ? '' : `?${search}`
    history.replaceState(
      history.state,
      '',
      `${window.location.pathname}${query}${window.location.hash}`,
    )
  }, [location, overrides])
  const count = Object.keys(overrides).length
  // Where they can be seen and changed, the sheet itself says it.
  if (count === 0 || location === '/risk/assumptions') return null
  const look = <Link href="/risk/assumptions">{t('assume.look')}</Link>
  if (!foreign)
    return (
      <Banner kind="info" action={look}>
        {t('assume.changed', { count })}
      </Banner>
    )
  return (
    <Banner
      kind="warning"
      action={
        <>
          {look}
          <Button onClick={() => assumptionStore.discardForeign()}>{t('assume.mine')}</Button>
        </>
      }
    >
      {t('assume.foreign')}
    </Banner>
  )
}
