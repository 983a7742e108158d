import { useId, useState } from 'react'
import type { Address } from 'viem'
import type { Chain } from '../../protocol/deployments/types.ts'
import type { Network } from '../../protocol/network/types.ts'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import { Button } from '../../ui/Button.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { showToast } from '../../ui/toast.ts'
import { openConnect } from '../openConnect.ts'
import { useWallet } from '../walletStore.ts'
import { AvsPanel } from './AvsPanel.tsx'
import { advance } from './advance.ts'
import { DEMO_NAME, demoAccounts, fundMe, selectDemoAccount } from './demoWallet.ts'
import { demoMessages } from './messages.ts'
import './DemoPanel.css'

const PERSONAS = [
  'newcomer',
  'stEthHolder',
  'restaker',
  'operator',
  'withdrawing',
  'undelegated',
  'native',
] as const

/** What only a local chain can offer: other accounts, ether, and a clock that can be moved. */
export default function DemoPanel({
  chain,
  network,
  nameOf: profileOf,
}: {
  readonly chain: Chain
  readonly network: Network | null
  readonly nameOf: (address: string) => string | null
}) {
  const t = useT(demoMessages)
  const wallet = useWallet()
  const id = useId()
  const [busy, setBusy] = useState<'fund' | 'advance' | null>(null)
  const [said, setSaid] = useState('')
  const own = wallet.status === 'connected' ? wallet.address : null
  const accounts =
    wallet.status === 'connected' && wallet.walletName === DEMO_NAME ? demoAccounts() : null

  const run = (what: 'fund' | 'advance', work: () => Promise<string>) => {
    setBusy(what)
    work()
      .then(setSaid, (error: unknown) =>
        showToast('error', t('demo.failed', { why: String(error) })),
      )
      .finally(() => setBusy(null))
  }
  const nameOf = (index: number) => {
    const persona = PERSONAS[index]
    return persona === undefined ? t('demo.spare') : t(`demo.${persona}`)
  }

  return (
    <section aria-label={t('demo.title')} className="demo-panel">
      <h2 className="small">{t('demo.title')}</h2>
      <p className="small">{t('demo.what')}</p>
      {accounts !== null && (
        <p>
          <label htmlFor={id}>{t('demo.account')}</label>{' '}
          <select
            className="input"
            id={id}
            value={own ?? accounts.selected}
            onChange={(event) => selectDemoAccount(event.target.value as Address)}
          >
            {accounts.all.map((account, index) => (
              <option key={account} value={account}>
                {t('demo.option', {
                  number: index + 1,
                  persona: nameOf(index),
                  address: shortAddress(account),
                })}
              </option>
            ))}
          </select>
        </p>
      )}
      {own !== null && (
        <Button
          busy={busy === 'fund'}
          onClick={() =>
            run('fund', async () => {
              await fundMe(chain, own)
              return t('demo.funded')
            })
          }
        >
          {t('demo.fund')}
        </Button>
      )}{' '}
      <Button
        busy={busy === 'advance'}
        onClick={() =>
          run('advance', async () => {
            const { block, description } = await advance()
            return t('demo.advanced', { block, description })
          })
        }
      >
        {t('demo.advance')}
      </Button>
      <p className="small" role="status">
        {said}
      </p>
      {own === null && (
        <div className="demo-connect">
          <p className="small">{t('demo.connect')}</p>
          <Button icon="wallet" onClick={openConnect}>
            {t('demo.connectGo')}
          </Button>
        </div>
      )}
      {network !== null && (
        <AvsPanel
          chain={chain}
          network={network}
          nameOf={(address) => profileOf(address) ?? shortAddress(address)}
        />
      )}
    </section>
  )
}
