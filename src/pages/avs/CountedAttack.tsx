import { Link } from 'wouter'
import { attackOn } from '../../data/attacks.ts'
import type { SetFacts } from '../../data/avsFacts.ts'
import { useAssumptions } from '../../data/useAssumptions.ts'
import { attackHazard } from '../../risk/attack.ts'
import { type AttackGuess, PROFIT_BOUNDS, type Theta, thetas } from '../../risk/attackGuess.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { formatDecimal } from '../../ui/format/formatNumber.ts'
import { formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Provenance } from '../../ui/Provenance.tsx'
import { weiOf } from '../avss/weiOf.ts'
import { messages } from './messages.ts'

/**
 * Takes the guessed profit of an attack into every exposure, and says what it comes to there. Nothing is counted until
 * the reader asks for it.
 */
export function CountedAttack({
  facts,
  block,
  guess,
  counted,
  onTheta,
  onCount,
}: {
  readonly facts: SetFacts
  readonly block: bigint
  /** The guess as it stands on the card. */
  readonly guess: AttackGuess
  readonly counted: boolean
  readonly onTheta: (theta: Theta) => void
  readonly onCount: (count: boolean) => void
}) {
  const t = useT(messages)
  const { assumptions } = useAssumptions()
  const attack = attackOn(facts, guess)
  const possible = guess.profit >= PROFIT_BOUNDS.min && guess.profit <= PROFIT_BOUNDS.max
  return (
    <div className="avs-attack stack-s" data-counted={counted}>
      <Choice
        label={t('attack.theta')}
        options={(Object.keys(thetas) as Theta[]).map((id) => ({ id, label: t(`cost.${id}`) }))}
        value={guess.theta}
        onChange={onTheta}
      />
      <div className="row">
        <Button disabled={!counted && !possible} onClick={() => onCount(!counted)}>
          {t(counted ? 'attack.stop' : 'attack.count')}
        </Button>
        {!counted && <span className="muted small">{t('attack.off')}</span>}
      </div>
      {counted && attack && (
        <p role="status">
          {t.rich('attack.counted', {
            profit: (
              <Provenance kind="user" source={t('attack.own')}>
                <span className="num">{formatDecimal(attack.profit, t.locale)}</span>{' '}
                <span className="unit">ETH</span>
              </Provenance>
            ),
            cost: (
              <Provenance kind="chain" block={block} source={t('attack.costSource')}>
                <span className="num">
                  {formatAmount(weiOf(attack.cost), 18, { locale: t.locale })}
                </span>{' '}
                <span className="unit">ETH</span>
              </Provenance>
            ),
          })}{' '}
          {words(attack)} <Link href="/risk/assumptions#attacks">{t('attack.assumed')}</Link>
        </p>
      )}
    </div>
  )

  function words({ profit, cost, theta }: NonNullable<typeof attack>) {
    const { hazard, stakerHitProb } = attackHazard({
      profit,
      cost,
      theta,
      hazardMax: assumptions.attackHazardMax,
      gammaSafe: assumptions.attackGammaSafe,
    })
    if (hazard === 0) return t('attack.never')
    const risk = (value: number) => formatRisk(value, { locale: t.locale }).text
    return t('attack.hazard', { attacked: risk(-Math.expm1(-hazard)), hit: risk(stakerHitProb) })
  }
}
