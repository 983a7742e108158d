import { useMemo } from 'react'
import { Link } from 'wouter'
import { attackOn } from '../../data/attacks.ts'
import { setFacts } from '../../data/avsFacts.ts'
import { useAssumptions } from '../../data/useAssumptions.ts'
import {
  type Network,
  type OperatorSetKey,
  parseOperatorSetKey,
} from '../../protocol/network/types.ts'
import { type AttackGuess, PROFIT_BOUNDS } from '../../risk/attackGuess.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Provenance } from '../../ui/Provenance.tsx'
import { useTyped } from '../../ui/useTyped.ts'
import { weiOf } from '../avss/weiOf.ts'
import { useNameOf } from '../common/useNameOf.ts'
import { messages } from './messages.ts'
import { parseWithin } from './parseWithin.ts'

/** The attacks that the reader counts: the guessed profit of each, what it is held against, and the way back. */
export function OwnAttacks({ network }: { readonly network: Network }) {
  const t = useT(messages)
  const { attacks, setAttack } = useAssumptions()
  const counted = Object.entries(attacks) as [OperatorSetKey, AttackGuess][]
  const facts = useMemo(() => setFacts(network), [network])
  return (
    <section className="stack assumptions-own" aria-labelledby="attacks">
      <h2 id="attacks">{t('attacks.title')}</h2>
      <p className="muted">{t(counted.length === 0 ? 'attacks.none' : 'attacks.lead')}</p>
      <div className="assumptions">
        {counted.map(([key, guess]) => {
          const found = facts.get(key)
          return (
            <AttackField
              key={key}
              set={key}
              guess={guess}
              cost={found ? (attackOn(found, guess)?.cost ?? null) : null}
              block={network.block.number}
              onChange={(next) => setAttack(key, next)}
            />
          )
        })}
      </div>
    </section>
  )
}

const parseProfit = (text: string) => parseWithin(text, PROFIT_BOUNDS)

function AttackField({
  set,
  guess,
  cost,
  block,
  onChange,
}: {
  readonly set: OperatorSetKey
  readonly guess: AttackGuess
  readonly cost: number | null
  readonly block: bigint
  readonly onChange: (guess: AttackGuess | null) => void
}) {
  const t = useT(messages)
  const nameOf = useNameOf()
  const { avs, id } = parseOperatorSetKey(set)
  const { typed, input } = useTyped({
    value: guess.profit,
    parse: parseProfit,
    onChange: (profit) => profit !== null && onChange({ ...guess, profit }),
  })
  const name = t('attacks.set', { avs: nameOf(avs), id: String(id) })
  const { min, max } = PROFIT_BOUNDS
  return (
    <Field
      label={
        <>
          {name} <span className="unit">({t('attacks.unit')})</span>
        </>
      }
      hint={
        <>
          <Provenance kind="user" source={t('attacks.source')}>
            {t('attacks.votes', {
              theta: t(`attacks.${guess.theta}`),
              votes: t(`attacks.${guess.votes}`),
            })}
          </Provenance>{' '}
          {cost === null ? (
            t('attacks.noCost')
          ) : (
            <Provenance kind="chain" block={block} source={t('attacks.costSource')}>
              {t('attacks.cost', {
                cost: `${formatAmount(weiOf(cost), 18, { locale: t.locale })} ETH`,
              })}
            </Provenance>
          )}{' '}
          <Link href={`/avs/${avs}#set-${id}`}>{t('attacks.look')}</Link>
        </>
      }
      error={typed === null ? t('sheet.wrong', { min: String(min), max: String(max) }) : undefined}
    >
      {(control) => (
        <span className="assumptions-price assumptions-attack">
          <input {...control} {...input} />
          <span className="unit" aria-hidden="true">
            ETH
          </span>
          <Button aria-label={t('attacks.resetOf', { name })} onClick={() => onChange(null)}>
            {t('attacks.reset')}
          </Button>
        </span>
      )}
    </Field>
  )
}
