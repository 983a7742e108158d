import { useMemo } from 'react'
import { Link, useParams } from 'wouter'
import { setFacts } from '../../data/avsFacts.ts'
import { useMetadata } from '../../data/useMetadata.ts'
import { useNames } from '../../data/useNames.ts'
import type { Address, Avs } from '../../protocol/network/types.ts'
import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { buttonClass } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Page } from '../../ui/Page.tsx'
import { checkAddress } from '../common/checkAddress.ts'
import { type Reading, WithNetwork } from '../common/WithNetwork.tsx'
import { Legacy } from './Legacy.tsx'
import { messages } from './messages.ts'
import { Rewards } from './Rewards.tsx'
import { SetSection } from './SetSection.tsx'
import { Slashes } from './Slashes.tsx'
import '../operators/explore.css'
import './avs.css'

/** One AVS: the stake behind it, who may slash, and what corrupting it would cost. */
export default function AvsPage() {
  const t = useT(messages)
  const names = useNames()
  const { address: text = '' } = useParams<{ address: string }>()
  const checked = checkAddress(text)
  const address = 'address' in checked ? (checked.address.toLowerCase() as Address) : null
  const name = address && names.get(address)?.name
  return (
    <Page title={name ?? t('title')} lead={t('lead')}>
      {address === null ? (
        <ErrorState message={t('address.wrong')} detail={text} />
      ) : (
        <WithNetwork>{(reading) => <Found {...reading} address={address} />}</WithNetwork>
      )}
    </Page>
  )
}

function Found({ address, ...reading }: Reading & { address: Address }) {
  const t = useT(messages)
  const avs = reading.network.avss.find((candidate) => candidate.address === address)
  if (!avs)
    return (
      <EmptyState
        title={t('absent.title')}
        action={
          <Link className={buttonClass('plain')} href="/avs">
            {t('absent.back')}
          </Link>
        }
      >
        {t('absent.text')}
      </EmptyState>
    )
  return <AvsDetails {...reading} avs={avs} />
}

function AvsDetails({ avs, ...reading }: Reading & { avs: Avs }) {
  const t = useT(messages)
  const { network, connection } = reading
  const metadata = useMetadata(connection.chain, avs.metadataUri)
  const words = metadata.state === 'done' ? metadata.metadata : null
  const facts = useMemo(() => setFacts(network), [network])
  return (
    <>
      <div className="stack">
        <AddressLabel address={avs.address} explorer={connection.chain.explorerUrl} />
        {words?.description && (
          <p className="avs-words">
            <bdi>{words.description}</bdi>
          </p>
        )}
        {words?.website?.startsWith('https:') && (
          <p>
            <a href={words.website} target="_blank" rel="noreferrer nofollow">
              {t('website')}: <bdi>{words.website}</bdi>
            </a>
          </p>
        )}
        {metadata.state === 'failed' && <p className="muted">{t('words.failed')}</p>}
        {metadata.state === 'none' && <p className="muted">{t('words.none')}</p>}
        {metadata.state === 'notAsked' && (
          <p className="muted">
            {t('words.notAsked')}{' '}
            <button type="button" className="link-button" onClick={metadata.ask}>
              {t('words.ask')}
            </button>
          </p>
        )}
      </div>
      {avs.sets.length === 0 && <EmptyState title={t('sets.none')} />}
      {avs.sets.map((key) => {
        const fact = facts.get(key)
        return fact ? (
          <SetSection
            key={key}
            {...reading}
            facts={fact}
            words={words?.operatorSets.find(({ id }) => id === fact.set.id) ?? null}
          />
        ) : null
      })}
      <Rewards network={network} avs={avs.address} />
      <Slashes network={network} avs={avs.address} />
      <Legacy {...reading} avs={avs.address} />
    </>
  )
}
