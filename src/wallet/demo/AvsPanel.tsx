import { useId, useState } from 'react'
import { type Abi, isAddress, parseUnits } from 'viem'
import { avsAllocationAbi, avsRewardsAbi } from '../../protocol/abi/avs.ts'
import type { Chain } from '../../protocol/deployments/types.ts'
import type { Address, Network, OperatorSetKey } from '../../protocol/network/types.ts'
import { WAD } from '../../protocol/network/types.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { showToast } from '../../ui/toast.ts'
import { type ActedCall, actAs } from './actAs.ts'
import { demoMessages } from './messages.ts'

const day = 86_400
const week = 7 * day

/** What only an AVS can do: slash, pay rewards, change its slasher. */
export function AvsPanel({
  chain,
  network,
  nameOf,
}: {
  readonly chain: Chain
  readonly network: Network
  readonly nameOf: (address: string) => string
}) {
  const t = useT(demoMessages)
  const id = useId()
  const sets = Object.values(network.operatorSets)
  const [asked, setAsked] = useState<OperatorSetKey | null>(null)
  const [operatorAsked, setOperator] = useState('')
  const [share, setShare] = useState('10')
  const [amount, setAmount] = useState('1000')
  const [slasher, setSlasher] = useState('')
  const [busy, setBusy] = useState<'slash' | 'pay' | 'change' | null>(null)
  const [said, setSaid] = useState('')
  const set = sets.find(({ key }) => key === asked) ?? sets[0]
  if (set === undefined) return null
  const operatorSet = { avs: set.avs, id: set.id }
  const slashable = network.operators.filter((candidate) =>
    candidate.allocations?.some(
      (entry) => entry.set === set.key && entry.slashable === true && entry.currentMagnitude > 0n,
    ),
  )
  const operator =
    slashable.find(({ address }) => address === operatorAsked) ?? slashable[0] ?? null
  const token =
    network.tokens[network.submissions.findLast(({ avs }) => avs === set.avs)?.token ?? '0x']

  const run = (
    what: NonNullable<typeof busy>,
    from: Address,
    request: ActedCall,
    done: (block: string) => string,
  ) => {
    setBusy(what)
    setSaid('')
    actAs(chain, from, request)
      .then(
        (block) => setSaid(done(String(block))),
        (error: Error) => showToast('error', t('demo.failed', { why: error.message })),
      )
      .finally(() => setBusy(null))
  }
  const ascending = (strategies: readonly Address[]) =>
    [...strategies].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1))
  const slash = () => {
    const part = Number(share)
    if (operator === null || set.slasher === null) return
    if (!(part > 0 && part <= 100)) return setSaid(t('avs.number'))
    const strategies = ascending(
      (operator.allocations ?? [])
        .filter((entry) => entry.set === set.key && entry.inSet)
        .map(({ strategy }) => strategy),
    )
    const wad = (WAD * BigInt(Math.round(part * 100))) / 10_000n
    run(
      'slash',
      set.slasher,
      {
        to: chain.eigenLayer.allocationManager,
        abi: avsAllocationAbi as Abi,
        functionName: 'slashOperator',
        args: [
          set.avs,
          {
            operator: operator.address,
            operatorSetId: set.id,
            strategies,
            wadsToSlash: strategies.map(() => wad),
            description: 'Slashed by hand in the demo',
          },
        ],
      },
      (block) => t('avs.slashed', { operator: nameOf(operator.address), block }),
    )
  }
  const pay = () => {
    if (token === undefined) return setSaid(t('avs.noToken'))
    if (!/^\d{1,12}$/.test(amount.trim()) || Number(amount) === 0) return setSaid(t('avs.number'))
    const today = Math.floor(Number(network.block.timestamp) / day) * day
    run(
      'pay',
      set.avs,
      {
        to: chain.eigenLayer.rewardsCoordinator,
        abi: avsRewardsAbi as Abi,
        functionName: 'createUniqueStakeRewardsSubmission',
        args: [
          operatorSet,
          [
            {
              strategiesAndMultipliers: ascending(set.strategies ?? []).map((strategy) => ({
                strategy,
                multiplier: WAD,
              })),
              token: token.address,
              amount: parseUnits(amount.trim(), token.decimals),
              startTimestamp: today - week,
              duration: week,
            },
          ],
        ],
      },
      (block) => t('avs.paid', { amount: amount.trim(), token: token.symbol, block }),
    )
  }
  const change = () => {
    if (!isAddress(slasher.trim(), { strict: false })) return setSaid(t('avs.address'))
    run(
      'change',
      set.avs,
      {
        to: chain.eigenLayer.allocationManager,
        abi: avsAllocationAbi as Abi,
        functionName: 'updateSlasher',
        args: [operatorSet, slasher.trim()],
      },
      (block) => t('avs.changed', { block }),
    )
  }
  const field = (
    name: string,
    label: string,
    value: string,
    onChange: (text: string) => void,
    mode: 'decimal' | 'text' = 'decimal',
  ) => (
    <label htmlFor={`${id}-${name}`}>
      <span>{label}</span>
      <input
        id={`${id}-${name}`}
        className="input"
        inputMode={mode}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
  return (
    <details className="demo-avs">
      <summary>
        <Icon name="right" size={16} />
        <span>{t('avs.title')}</span>
        <span className="small">{t('avs.what')}</span>
      </summary>
      <label htmlFor={`${id}-set`}>
        <span>{t('avs.set')}</span>
        <select
          id={`${id}-set`}
          className="input"
          value={set.key}
          onChange={(event) => setAsked(event.target.value as OperatorSetKey)}
        >
          {sets.map((entry) => (
            <option key={entry.key} value={entry.key}>
              {t('avs.setName', { avs: nameOf(entry.avs), id: String(entry.id) })}
            </option>
          ))}
        </select>
      </label>
      <div className="demo-avs-act">
        {operator === null ? (
          <p className="small">{t('avs.noOperator')}</p>
        ) : (
          <>
            <label htmlFor={`${id}-operator`}>
              <span>{t('avs.operator')}</span>
              <select
                id={`${id}-operator`}
                className="input"
                value={operator.address}
                onChange={(event) => setOperator(event.target.value)}
              >
                {slashable.map(({ address }) => (
                  <option key={address} value={address}>
                    {nameOf(address)}
                  </option>
                ))}
              </select>
            </label>
            {field('share', t('avs.share'), share, setShare)}
            <Button busy={busy === 'slash'} onClick={slash}>
              {t('avs.slash')}
            </Button>
          </>
        )}
      </div>
      <div className="demo-avs-act">
        {field('amount', t('avs.amount'), amount, setAmount)}
        <Button busy={busy === 'pay'} onClick={pay}>
          {t('avs.pay')}
        </Button>
      </div>
      <div className="demo-avs-act">
        {field('slasher', t('avs.slasher'), slasher, setSlasher, 'text')}
        <Button busy={busy === 'change'} onClick={change}>
          {t('avs.change')}
        </Button>
      </div>
      <p className="small" role="status">
        {said}
      </p>
    </details>
  )
}
