import { useState } from 'react'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Field } from '../../ui/Field.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { saveFile } from '../../ui/saveFile.ts'
import { messages } from './messages.ts'
import {
  isMetadataUri,
  type MetadataDraft,
  metadataFaults,
  metadataFields,
  metadataJson,
  metadataPreview,
} from './metadataDraft.ts'

/** Writes the metadata document, shows it as others will see it, and takes the address where it will stand. */
export function MetadataEditor({
  initial,
  uri,
  action,
  onUri,
}: {
  readonly initial: MetadataDraft
  readonly uri: string
  /** The words on the button; without it the address is only told to `onUri` as it is typed. */
  readonly action?: string
  readonly onUri: (uri: string) => void
}) {
  const t = useT(messages)
  const [draft, setDraft] = useState(initial)
  const [place, setPlace] = useState(uri)
  const json = metadataJson(draft)
  const faults = metadataFaults(draft)
  const seen = metadataPreview(draft)
  const valid = isMetadataUri(place.trim())
  return (
    <div className="stack">
      <div className="two-columns">
        <div className="stack console-form">
          {metadataFields.map((field) => {
            const fault = faults.find((name) => name.startsWith(`${field}.`))
            const shown = draft[field] !== '' && fault !== undefined
            const common = {
              className: 'input',
              value: draft[field],
              onChange: (event: { target: { value: string } }) =>
                setDraft({ ...draft, [field]: event.target.value }),
            }
            return (
              <Field
                key={field}
                label={t(`metadata.${field}`)}
                optional={field === 'logo' || field === 'twitter'}
                error={shown && fault ? t(`metadata.${fault}`) : undefined}
              >
                {(control) =>
                  field === 'description' ? (
                    <textarea {...control} {...common} rows={3} />
                  ) : (
                    <input {...control} {...common} autoComplete="off" />
                  )
                }
              </Field>
            )
          })}
        </div>
        <div className="stack">
          <section className="card stack-s" aria-label={t('metadata.preview')}>
            <p className="muted small">{t('metadata.preview')}</p>
            <h3>
              <bdi>{seen?.name ?? t('metadata.unnamed')}</bdi>
            </h3>
            <p>
              <bdi>{seen?.description ?? t('metadata.undescribed')}</bdi>
            </p>
            {seen?.website && (
              <p>
                <bdi>{seen.website}</bdi>
              </p>
            )}
          </section>
          <details>
            <summary>{t('metadata.json')}</summary>
            <pre className="mono approval-request">{json}</pre>
          </details>
          <div className="row">
            <Button onClick={() => saveFile('operator.json', json, 'application/json')}>
              {t('metadata.save')}
            </Button>
            <CopyButton wide text={json} label={t('metadata.copy')} />
          </div>
          {faults.length > 0 && <Banner>{t('metadata.faults', { count: faults.length })}</Banner>}
        </div>
      </div>
      <form
        className="stack console-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (valid) onUri(place.trim())
        }}
      >
        <Field
          label={t('metadata.uri')}
          hint={t('metadata.uriHint')}
          error={place !== '' && !valid ? t('metadata.uriInvalid') : undefined}
        >
          {(control) => (
            <input
              {...control}
              className="input"
              autoComplete="off"
              spellCheck={false}
              value={place}
              onChange={(event) => {
                setPlace(event.target.value)
                if (action === undefined) onUri(event.target.value.trim())
              }}
            />
          )}
        </Field>
        {action !== undefined && (
          <div className="row">
            <Button type="submit" aria-disabled={!valid}>
              {action}
            </Button>
          </div>
        )}
      </form>
    </div>
  )
}
