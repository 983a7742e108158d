import { type ReactNode, useState } from 'react'
import { getAddress } from 'viem'
import { picturesWanted, usePicture } from '../../data/pictures.ts'
import type { MetadataRead } from '../../data/useMetadata.ts'
import { useNames } from '../../data/useNames.ts'
import type { Address } from '../../protocol/network/types.ts'
import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { useNameOf } from './useNameOf.ts'
import { whoMessages } from './whoMessages.ts'
import './who.css'

/** Who an operator or AVS is: its address, and what it says of itself, which is other people's text. */
export function OwnHead({
  address,
  explorer,
  metadata,
  children,
}: {
  readonly address: Address
  readonly explorer: string | undefined
  readonly metadata: MetadataRead
  /** Links beside the address. */
  readonly children?: ReactNode
}) {
  const t = useT(whoMessages)
  const names = useNames()
  // A name may have come with the checkpoint, without its server having been asked.
  const words = metadata.state === 'done' ? metadata.metadata : names.get(address)
  return (
    <div className="stack">
      <div className="row">
        <AddressLabel address={getAddress(address)} explorer={explorer} />
        {children}
      </div>
      {metadata.state === 'done' && (
        <Picture address={address} picture={metadata.metadata.logo} key={metadata.metadata.logo} />
      )}
      {words?.description && (
        <p className="who-words">
          <bdi>{words.description}</bdi>
        </p>
      )}
      {words?.website?.startsWith('https:') && (
        <p className="who-words">
          <a href={words.website} target="_blank" rel="noreferrer nofollow">
            {t.rich('website', { address: <bdi key="w">{words.website}</bdi> })}
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
  )
}

/** The picture in its own document, once the reader wants to see it, here or under Settings. */
function Picture({
  address,
  picture,
}: {
  readonly address: Address
  readonly picture: string | null
}) {
  const t = useT(whoMessages)
  const nameOf = useNameOf()
  const [wanted, setWanted] = useState(picturesWanted)
  const [broken, setBroken] = useState(false)
  const source = usePicture(picture, wanted)
  if (picture === null || broken) return null
  if (source !== null)
    return (
      <img
        className="who-picture"
        src={source}
        alt={t('picture.alt', { name: nameOf(address) })}
        referrerPolicy="no-referrer"
        width={64}
        height={64}
        onError={() => setBroken(true)}
      />
    )
  if (wanted) return null
  return (
    <div>
      <button type="button" className="link-button" onClick={() => setWanted(true)}>
        {picture.startsWith('https:')
          ? t('picture.showFrom', { host: new URL(picture).hostname })
          : t('picture.show')}
      </button>
    </div>
  )
}
