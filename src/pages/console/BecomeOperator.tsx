import { useState } from 'react'
import { zeroAddress } from 'viem'
import type { Address } from '../../protocol/network/types.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { HexField } from '../../ui/HexField.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { checkAddress } from '../common/checkAddress.ts'
import { commonMessages } from '../common/messages.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { parseBlocks } from './DelayForm.tsx'
import { MetadataEditor } from './MetadataEditor.tsx'
import { messages } from './messages.ts'
import { isMetadataUri } from './metadataDraft.ts'
import type { Begin } from './parts.ts'

const blank = { name: '', website: '', description: '', logo: '', twitter: '' }

/** The way to become an operator, with what cannot be undone said first. */
export function BecomeOperator({
  begin,
  network,
}: Reading & { readonly account: Address; readonly begin: Begin }) {
  const t = useT(messages)
  const common = useT(commonMessages)
  const [delay, setDelay] = useState('')
  const [approver, setApprover] = useState('')
  const [uri, setUri] = useState('')
  const [understood, setUnderstood] = useState(false)
  const [tried, setTried] = useState(false)
  const blocks = parseBlocks(delay)
  const checked = approver.trim() === '' ? { address: zeroAddress } : checkAddress(approver)
  const fault = 'fault' in checked ? checked.fault : null
  const uriGood = uri === '' || isMetadataUri(uri)
  const ready = blocks !== null && fault === null && uriGood && understood
  return (
    <section className="stack" aria-labelledby="console-become">
      <h2 id="console-become">{t('become.title')}</h2>
      <Banner kind="warning">{t('become.forGood')}</Banner>
      <p className="muted">{t('become.about')}</p>
      <div className="stack console-form">
        <Field
          label={t('become.delay')}
          hint={t('become.delayHint', {
            blocks: network.parameters.allocationConfigurationDelay ?? '—',
          })}
          error={(tried || delay !== '') && blocks === null ? t('delay.invalid') : undefined}
        >
          {(control) => (
            <input
              {...control}
              className="input"
              inputMode="numeric"
              autoComplete="off"
              value={delay}
              onChange={(event) => setDelay(event.target.value)}
            />
          )}
        </Field>
        <HexField
          label={t('become.approver')}
          optional
          hint={t('become.approverHint')}
          error={fault !== null ? common(`address.${fault}`) : undefined}
          value={approver}
          onChange={setApprover}
        />
      </div>
      <h3>{t('metadata.title')}</h3>
      <p className="muted">{t('become.metadata')}</p>
      <MetadataEditor initial={blank} uri="" onUri={setUri} />
      <label className="console-check">
        <input
          type="checkbox"
          checked={understood}
          onChange={(event) => setUnderstood(event.target.checked)}
        />
        <span>{t('become.understood')}</span>
      </label>
      {tried && !understood && (
        <p className="field-error" role="alert">
          {t('become.tick')}
        </p>
      )}
      <div className="row">
        <Button
          kind="primary"
          onClick={() => {
            setTried(true)
            if (ready && 'address' in checked)
              begin('becomeOperator', { approver: checked.address, delay: blocks, uri })
          }}
        >
          {t('become.review')}
        </Button>
      </div>
    </section>
  )
}
