import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react'
import type { Config } from 'wagmi'
import { shortAddress } from '../ui/AddressLabel.tsx'
import { Button } from '../ui/Button.tsx'
import { useT } from '../ui/i18n/useT.ts'
import { showToast } from '../ui/toast.ts'
import { walletMessages } from './messages.ts'
import { closeConnect, openConnect, useConnectOpen } from './openConnect.ts'
import type { RainbowModalProps } from './RainbowModal.tsx'
import {
  deploymentOf,
  hasAnyWallet,
  switchWalletChain,
  useWallet,
  useWalletConfig,
  walletConnectProjectId,
} from './walletStore.ts'

const AccountDialog = lazy(() => import('./AccountDialog.tsx'))
const NoWalletDialog = lazy(() => import('./NoWalletDialog.tsx'))

/** Loads RainbowKit, and WalletConnect where it is configured. */
async function loadModal(config: Config): Promise<ComponentType<RainbowModalProps>> {
  const projectId = walletConnectProjectId()
  const [modal] = await Promise.all([
    import('./RainbowModal.tsx'),
    projectId === undefined
      ? undefined
      : import('./walletConnect.ts').then(({ addWalletConnect }) =>
          addWalletConnect(config, projectId),
        ),
  ])
  // Wallets that announce themselves make the nameless `window.ethereum` superfluous: it is one of them.
  if (config.connectors.some((connector) => connector.icon !== undefined))
    config._internal.connectors.setState((all) =>
      all.filter((connector) => connector.id !== 'injected'),
    )
  return modal.default
}

export type ConnectButtonProps = {
  /** The chain that Keel shows. */
  readonly chainId: number
}

/**
 * The way to the wallet: connect, wrong network, or the account. All that lies behind it loads when it is
 * pressed.
 */
export function ConnectButton({ chainId }: ConnectButtonProps) {
  const t = useT(walletMessages)
  const wallet = useWallet()
  const config = useWalletConfig()
  const connecting = useConnectOpen()
  const [Modal, setModal] = useState<ComponentType<RainbowModalProps> | null>(null)
  const [account, setAccount] = useState(false)
  const [switching, setSwitching] = useState(false)
  const connected = wallet.status === 'connected'
  const none = connecting && config !== null && !hasAnyWallet(config)

  useEffect(() => {
    if (connected) closeConnect()
    else setAccount(false)
  }, [connected])

  useEffect(() => {
    if (!connecting || none || config === null || Modal !== null) return
    let over = false
    loadModal(config).then(
      (loaded) => {
        if (!over) setModal(() => loaded)
      },
      () => {
        closeConnect()
        showToast('error', t('wallet.loadFailed'))
      },
    )
    return () => {
      over = true
    }
  }, [connecting, none, config, Modal, t])

  if (connected) {
    const wrong = wallet.chainId !== chainId
    const change = () => {
      setSwitching(true)
      switchWalletChain(chainId)
        .catch(() => showToast('error', t('wallet.switchFailed')))
        .finally(() => setSwitching(false))
    }
    return (
      <>
        {wrong && (
          <Button kind="primary" icon="alert" busy={switching} onClick={change}>
            {t('wallet.switchTo', { chain: deploymentOf(chainId)?.name ?? String(chainId) })}
          </Button>
        )}
        <Button
          icon="wallet"
          aria-haspopup="dialog"
          aria-label={t('wallet.account', { address: shortAddress(wallet.address) })}
          title={wallet.address}
          onClick={() => setAccount(true)}
        >
          <span className="mono">{shortAddress(wallet.address)}</span>
        </Button>
        <Suspense fallback={null}>
          {account && <AccountDialog chainId={chainId} onClose={() => setAccount(false)} />}
        </Suspense>
      </>
    )
  }
  const looking = wallet.status === 'disconnected' && !wallet.ready
  return (
    <>
      <Button
        icon="wallet"
        aria-haspopup="dialog"
        busy={(connecting && !none && Modal === null) || (looking && config !== null)}
        aria-disabled={config === null}
        onClick={openConnect}
      >
        {t('wallet.connect')}
      </Button>
      {connecting && !none && config !== null && Modal !== null && (
        <Modal config={config} chainId={chainId} onClose={closeConnect} />
      )}
      <Suspense fallback={null}>{none && <NoWalletDialog onClose={closeConnect} />}</Suspense>
    </>
  )
}
