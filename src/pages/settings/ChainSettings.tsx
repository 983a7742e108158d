import { useState } from 'react'
import { useKeel } from '../../data/KeelProvider.tsx'
import { type Session, storedRpcUrl } from '../../data/session.ts'
import type { Chain, Deployments } from '../../protocol/deployments/types.ts'
import { Choice } from '../../ui/Choice.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { RpcForm } from '../common/RpcForm.tsx'
import { messages } from './messages.ts'

/** Which chain Keel shows, and through which RPC it reads it. */
export function ChainSettings({
  session,
  deployments,
  chain,
}: {
  readonly session: Session
  readonly deployments: Deployments
  /** The last one that was connected, or tried. */
  readonly chain: Chain
}) {
  const t = useT(messages)
  const { sessionStore } = useKeel()
  const [asked, setAsked] = useState<string | null>(null)
  const { chains } = deployments
  const chosen =
    (session.state === 'loading' && chains.find(({ chainId }) => String(chainId) === asked)) ||
    chain
  return (
    <section className="stack" aria-labelledby="chain">
      <h2 id="chain">{t('chain.title')}</h2>
      {chains.length === 1 ? (
        <p>{t('chain.only', { chain: chain.name })}</p>
      ) : (
        <Choice
          label={t('chain.label')}
          options={chains.map(({ chainId, name }) => ({ id: String(chainId), label: name }))}
          value={String(chosen.chainId)}
          onChange={(id) => {
            setAsked(id)
            sessionStore.setChain(Number(id))
          }}
        />
      )}
      <div className="settings-form stack">
        <div className="stack-s">
          <p role="status">
            <RpcInUse session={session} chainName={chosen.name} />
          </p>
          <p className="muted small">{t('rpc.note')}</p>
        </div>
        {session.state === 'unreachable' && session.failures.length > 0 && (
          <ul className="settings-list small">
            {session.failures.map(({ url, error }) => (
              <li key={url}>
                <span className="mono">{url}</span>
                <br />
                {'shortMessage' in error ? String(error.shortMessage) : error.message}
              </li>
            ))}
          </ul>
        )}
        <RpcForm key={chosen.chainId} chainId={chosen.chainId} />
      </div>
    </section>
  )
}

function RpcInUse({
  session,
  chainName,
}: {
  readonly session: Session
  readonly chainName: string
}) {
  const t = useT(messages)
  if (session.state === 'ready') {
    const own = storedRpcUrl(session.chain.chainId) === session.rpcUrl
    return t.rich(own ? 'rpc.own' : 'rpc.configured', {
      url: <span className="mono settings-url">{session.rpcUrl}</span>,
    })
  }
  if (session.state === 'unreachable')
    return t(session.failures.length === 0 ? 'rpc.none' : 'rpc.failing', { chain: chainName })
  return t('rpc.connecting', { chain: chainName })
}
