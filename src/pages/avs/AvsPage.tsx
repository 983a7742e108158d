import { useMemo } from 'react'
import { setFacts } from '../../data/avsFacts.ts'
import { useMetadata } from '../../data/useMetadata.ts'
import type { Avs } from '../../protocol/network/types.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { AddressPage } from '../common/AddressPage.tsx'
import { Legacy } from '../common/Legacy.tsx'
import { OwnHead } from '../common/OwnHead.tsx'
import type { Reading } from '../common/WithNetwork.tsx'
import { messages } from './messages.ts'
import { Rewards } from './Rewards.tsx'
import { SetSection } from './SetSection.tsx'
import { Slashes } from './Slashes.tsx'
import '../operators/explore.css'
import './avs.css'

/** One AVS: the stake behind it, who may slash, and what corrupting it would cost. */
export default function AvsPage() {
  const t = useT(messages)
  return (
    <AddressPage
      words={{
        title: t('title'),
        lead: t('lead'),
        wrong: t('address.wrong'),
        absentTitle: t('absent.title'),
        absentText: t('absent.text'),
        back: t('absent.back'),
      }}
      list="/avs"
      find={({ avss }, address) => avss.find((avs) => avs.address === address)}
    >
      {(avs, reading) => <AvsDetails {...reading} avs={avs} />}
    </AddressPage>
  )
}

function AvsDetails({ avs, ...reading }: Reading & { avs: Avs }) {
  const t = useT(messages)
  const { network, connection } = reading
  const metadata = useMetadata(connection.chain, avs.metadataUri)
  const words = metadata.state === 'done' ? metadata.metadata : null
  const facts = useMemo(() => setFacts(network), [network])
  return (
    <>
      <OwnHead address={avs.address} explorer={connection.chain.explorerUrl} metadata={metadata} />
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
      <Legacy {...reading} of={{ avs: avs.address }} />
    </>
  )
}
