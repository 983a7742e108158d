import { useState } from 'react'
import { liveNamesKey } from '../../data/nameStore.ts'
import { picturesWanted, setPicturesWanted } from '../../data/pictures.ts'
import type { Chain } from '../../protocol/deployments/types.ts'
import { Button } from '../../ui/Button.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { readStored, writeStored } from '../../ui/storage.ts'
import { messages } from './messages.ts'

/** The reader's consent to ask servers that operators and AVSs chose, for words and for pictures: they learn who looks. */
export function NameSettings({ chain }: { readonly chain: Chain }) {
  const t = useT(messages)
  const [consent, setConsent] = useState(() => readStored(liveNamesKey) === '1')
  const [pictures, setPictures] = useState(picturesWanted)
  const [changed, setChanged] = useState(false)
  return (
    <section className="stack settings-text" aria-labelledby="names">
      <h2 id="names">{t('names.title')}</h2>
      <p>
        {t('names.text')}{' '}
        {chain.metadata === 'live'
          ? t('names.live')
          : chain.metadata === 'same-origin'
            ? t('names.sameOrigin')
            : t('names.checkpoint')}
      </p>
      <div>
        <label className="settings-check">
          <input
            type="checkbox"
            checked={consent}
            aria-describedby="names-hint"
            onChange={(event) => {
              setConsent(event.target.checked)
              writeStored(liveNamesKey, event.target.checked ? '1' : null)
              setChanged(true)
            }}
          />
          <span>{t('names.consent')}</span>
        </label>
        <p id="names-hint" className="muted small">
          {t('names.hint')}
        </p>
      </div>
      <div>
        <label className="settings-check">
          <input
            type="checkbox"
            checked={pictures}
            aria-describedby="pictures-hint"
            onChange={(event) => {
              setPictures(event.target.checked)
              setPicturesWanted(event.target.checked)
            }}
          />
          <span>{t('pictures.consent')}</span>
        </label>
        <p id="pictures-hint" className="muted small">
          {t('pictures.hint')}
        </p>
      </div>
      <div className="row" role="status">
        {changed && (
          <>
            <span>{t('names.changed')}</span>
            <Button onClick={() => location.reload()}>{t('names.reload')}</Button>
          </>
        )}
      </div>
    </section>
  )
}
