import { AddressLabel } from '../ui/AddressLabel.tsx'
import { Button } from '../ui/Button.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useT } from '../ui/i18n/useT.ts'
import { walletMessages } from './messages.ts'
import { deploymentOf, disconnectWallet, useWallet } from './walletStore.ts'

export type AccountDialogProps = {
  readonly chainId: number
  readonly onClose: () => void
}

/** The connected account: its address, its wallet, the way out. */
export default function AccountDialog({ chainId, onClose }: AccountDialogProps) {
  const t = useT(walletMessages)
  const wallet = useWallet()
  if (wallet.status !== 'connected') return null
  const chain = deploymentOf(wallet.chainId)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('account.title')}
      footer={
        <Button wide onClick={() => void disconnectWallet().finally(onClose)}>
          {t('account.disconnect')}
        </Button>
      }
    >
      <p className="mono" style={{ overflowWrap: 'anywhere' }}>
        {wallet.address}
      </p>
      <CopyButton text={wallet.address} label={t('account.copy')} wide />
      <p>
        {t('account.wallet', { wallet: wallet.walletName })}
        {chain !== undefined && ` · ${chain.name}`}
      </p>
      {chain?.explorerUrl !== undefined && (
        <AddressLabel address={wallet.address} explorer={chain.explorerUrl} />
      )}
      {wallet.chainId !== chainId && <p>{t('account.wrongChain')}</p>}
      <p className="small">{t('account.switchHint')}</p>
    </Dialog>
  )
}
