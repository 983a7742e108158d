import { getAddress, zeroAddress } from 'viem'
import { useNames } from '../../data/useNames.ts'
import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { Button } from '../../ui/Button.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { AddressField } from '../common/AddressField.tsx'
import { MetadataEditor } from './MetadataEditor.tsx'
import { messages } from './messages.ts'
import type { Parts } from './parts.ts'
import { SignApproval } from './SignApproval.tsx'

/** Who the operator says it is, and who decides about new delegations. */
export function IdentityPart(parts: Parts) {
  const t = useT(messages)
  const names = useNames()
  const { operator, account, connection, can, begin } = parts
  const approver = operator.delegationApprover
  const open = approver === zeroAddress
  const profile = names.get(operator.address)
  return (
    <>
      <section className="stack" aria-labelledby="console-approver">
        <h2 id="console-approver">{t('approver.title')}</h2>
        <p className="muted">{t('approver.about')}</p>
        <dl className="figures">
          <div>
            <dt>{t('approver.now')}</dt>
            <dd>
              {approver === null ? (
                <Missing reason={t('unread')} />
              ) : open ? (
                t('approver.open')
              ) : (
                <AddressLabel
                  address={getAddress(approver)}
                  explorer={connection.chain.explorerUrl}
                />
              )}
            </dd>
          </div>
        </dl>
        {can('modifyOperatorDetails') && (
          <>
            <AddressField
              className="stack-s console-form"
              label={t('approver.label')}
              action={t('approver.review')}
              onAddress={(address) =>
                begin('setApprover', { operator: operator.address, approver: address })
              }
            />
            {approver !== null && !open && (
              <div className="row">
                <Button
                  onClick={() =>
                    begin('setApprover', { operator: operator.address, approver: zeroAddress })
                  }
                >
                  {t('approver.remove')}
                </Button>
              </div>
            )}
          </>
        )}
        {approver !== null &&
          !open &&
          (account === approver ? (
            <SignApproval {...parts} approver={approver} />
          ) : (
            <p className="muted">{t('approver.notYou')}</p>
          ))}
      </section>
      <section className="stack" aria-labelledby="console-metadata">
        <h2 id="console-metadata">{t('metadata.title')}</h2>
        <p className="muted">{t('metadata.about')}</p>
        <dl className="figures">
          <div>
            <dt>{t('metadata.now')}</dt>
            <dd>
              <bdi>{operator.metadataUri || t('metadata.none')}</bdi>
            </dd>
          </div>
        </dl>
        <MetadataEditor
          key={operator.address}
          initial={{
            name: profile?.name ?? '',
            website: profile?.website ?? '',
            description: profile?.description ?? '',
            logo: '',
            twitter: '',
          }}
          uri={operator.metadataUri ?? ''}
          {...(can('updateOperatorMetadataURI') ? { action: t('metadata.publish') } : {})}
          onUri={(uri) => {
            if (can('updateOperatorMetadataURI'))
              begin('setMetadata', { operator: operator.address, uri })
          }}
        />
      </section>
    </>
  )
}
