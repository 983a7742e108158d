import { useMemo } from 'react'
import { usePosition } from '../../data/usePosition.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { parseAmount } from '../../ui/format/parseAmount.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Page } from '../../ui/Page.tsx'
import { useWallet } from '../../wallet/walletStore.ts'
import { useQueryState } from '../common/useQueryState.ts'
import { type Reading, WithNetwork } from '../common/WithNetwork.tsx'
import { Compare } from './Compare.tsx'
import { compareWays } from './compareWays.ts'
import { EtherFiWay } from './EtherFiWay.tsx'
import type { Way } from './gas.ts'
import { LstWay } from './LstWay.tsx'
import { messages } from './messages.ts'
import { NativeWay } from './NativeWay.tsx'
import { useWays } from './useWays.ts'
import '../common/common.css'
import './deposit.css'

const WAYS: readonly Way[] = ['lst', 'native', 'etherFi']

/** Compared until the reader says otherwise: the least that fits all three ways. */
const DEFAULT_ETH = '32'

/** The three ways in, side by side, and the one that is chosen. */
export default function DepositPage() {
  const t = useT(messages)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <WithNetwork>{(reading) => <Deposit {...reading} />}</WithNetwork>
    </Page>
  )
}

function Deposit(reading: Reading) {
  const t = useT(messages)
  const { assessor, connection } = reading
  const wallet = useWallet()
  const account = wallet.status === 'connected' ? wallet.address : null
  const position = usePosition(account)
  const { ways, error } = useWays(reading, account)
  const [chosen, setChosen] = useQueryState('way')
  const [eth, setEth] = useQueryState('eth')
  const way = WAYS.find((candidate) => candidate === chosen) ?? 'lst'
  const parsed = parseAmount(eth === '' ? DEFAULT_ETH : eth, 18)
  const amount = parsed.ok && parsed.value > 0n ? parsed.value : null
  const operator = position?.delegatedTo ?? null
  const hasEtherFi = connection.chain.etherFi !== undefined
  const facts = useMemo(
    () =>
      compareWays(assessor, ways, {
        amount: amount ?? parseEtherDefault(),
        operator,
        hasEtherFi,
      }),
    [assessor, ways, amount, operator, hasEtherFi],
  )
  const shared = { ...reading, account, position, ways }
  const wrongChain = wallet.status === 'connected' && wallet.chainId !== connection.chain.chainId
  return (
    <div className="stack deposit">
      {error !== null && (
        <Banner kind="warning">{t('ways.failed', { message: error.message })}</Banner>
      )}
      <Compare
        {...shared}
        facts={facts}
        way={way}
        open={chosen === ''}
        onChoose={setChosen}
        text={eth === '' ? DEFAULT_ETH : eth}
        onText={setEth}
        parsed={parsed}
        amount={amount}
        operator={operator}
      />
      <Choice
        label={t('way.label')}
        value={way}
        onChange={setChosen}
        options={WAYS.map((id) => ({ id, label: t(`way.${id}`) }))}
      />
      {wrongChain && <Banner kind="info">{t('go.wrongChain')}</Banner>}
      {way === 'lst' && <LstWay {...shared} />}
      {way === 'native' && <NativeWay {...shared} />}
      {way === 'etherFi' &&
        (hasEtherFi ? (
          <EtherFiWay {...shared} facts={facts.find((fact) => fact.way === 'etherFi') ?? null} />
        ) : (
          <p>{t('etherFi.none', { chain: connection.chain.name })}</p>
        ))}
    </div>
  )
}

const parseEtherDefault = () => BigInt(DEFAULT_ETH) * 10n ** 18n
