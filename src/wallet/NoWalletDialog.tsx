import { Button } from '../ui/Button.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useT } from '../ui/i18n/useT.ts'
import { walletMessages } from './messages.ts'

const isPhone = (): boolean =>
  /android|iphone|ipad|ipod/i.test(navigator.userAgent) ||
  // An iPad says that it is a Mac, but no Mac has a touch screen.
  (/macintosh/i.test(navigator.userAgent) && navigator.maxTouchPoints > 1)

/** For browsers without any wallet: what to do instead. */
export default function NoWalletDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT(walletMessages)
  const phone = isPhone()
  const url = location.href
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('noWallet.title')}
      footer={
        <Button wide onClick={onClose}>
          {t('noWallet.close')}
        </Button>
      }
    >
      <p>{t(phone ? 'noWallet.phone' : 'noWallet.desktop')}</p>
      {phone && (
        <>
          <ol>
            <li>{t('noWallet.step1')}</li>
            <li>{t('noWallet.step2')}</li>
            <li>{t('noWallet.step3')}</li>
          </ol>
          <p className="mono" style={{ overflowWrap: 'anywhere' }}>
            {url}
          </p>
          <CopyButton text={url} label={t('noWallet.copy')} wide />
        </>
      )}
    </Dialog>
  )
}
