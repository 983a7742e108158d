import { useMemo } from 'react'
import type { Chain, Deployments } from '../../protocol/deployments/types.ts'
import { AddressLabel, shortAddress } from '../../ui/AddressLabel.tsx'
import { BlockNumber } from '../../ui/BlockNumber.tsx'
import { formatList } from '../../ui/format/formatList.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Table } from '../../ui/Table.tsx'
import { contractsOf } from './contracts.ts'
import { messages } from './messages.ts'
import '../common/common.css'

/** What `deployments.json` says of the chain in use, compared with what Keel knows by itself. */
export function DeploymentDetails({
  deployments,
  chain,
}: {
  readonly deployments: Deployments
  readonly chain: Chain
}) {
  const t = useT(messages)
  const contracts = useMemo(() => contractsOf(chain), [chain])
  const differing = contracts.filter((contract) => contract.state === 'differs').length
  const unknown = contracts.some((contract) => contract.state === 'unknown')
  const absent = (['lido', 'etherFi', 'feeds'] as const).filter((key) => chain[key] === undefined)
  return (
    <section className="stack" aria-labelledby="deployment">
      <h2 id="deployment">{t('deployment.title')}</h2>
      <p className="settings-text">
        {unknown
          ? t('deployment.unknown', { chain: chain.name })
          : differing > 0
            ? t('deployment.deviates', { count: differing, chain: chain.name })
            : t('deployment.known', { chain: chain.name })}
      </p>
      <dl className="figures settings-text">
        <div>
          <dt>{t('deployment.chainId')}</dt>
          <dd className="num">{chain.chainId}</dd>
        </div>
        <div>
          <dt>{t('deployment.startBlock')}</dt>
          <dd>
            <BlockNumber bare number={BigInt(chain.startBlock)} explorer={chain.explorerUrl} />
          </dd>
        </div>
        <div>
          <dt>{t('deployment.blockTime')}</dt>
          <dd className="num">{t('deployment.seconds', { seconds: chain.blockTime })}</dd>
        </div>
        <div>
          <dt>{t('deployment.checkpoint')}</dt>
          <dd className="settings-url">{chain.checkpoint?.url ?? t('deployment.none')}</dd>
        </div>
        {absent.length > 0 && (
          <div>
            <dt>{t('deployment.absent')}</dt>
            <dd className="mono">{formatList(absent, t.locale)}</dd>
          </div>
        )}
      </dl>
      {deployments.warnings.length > 0 && (
        <div className="stack-s">
          <p>{t('deployment.warnings')}</p>
          <ul className="settings-list small">
            {deployments.warnings.map((warning) => (
              <li key={warning} className="mono">
                {warning}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Table
        caption={t('deployment.caption', { chain: chain.name })}
        rows={contracts}
        rowKey={(contract) => contract.path}
        columns={[
          {
            id: 'entry',
            header: t('deployment.entry'),
            rowHeader: true,
            cell: ({ path }) => (
              <span className="mono settings-url" title={path}>
                {path.replace(/0x[0-9a-fA-F]{40}/, shortAddress)}
              </span>
            ),
          },
          {
            id: 'address',
            header: t('deployment.address'),
            cell: ({ address }) => <AddressLabel address={address} explorer={chain.explorerUrl} />,
          },
          {
            id: 'state',
            header: t('deployment.state'),
            cell: ({ state }) => (
              <span className={`settings-state settings-state-${state}`}>
                <Icon
                  size={16}
                  name={state === 'known' ? 'check' : state === 'differs' ? 'alert' : 'minus'}
                />
                {t(`deployment.state.${state}`)}
              </span>
            ),
          },
        ]}
      />
    </section>
  )
}
