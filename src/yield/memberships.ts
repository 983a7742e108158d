import type { RewardBookParameters } from './rewardBook.ts'
import type { Submission } from './submissions.ts'

/** Who takes part in what, asked only of those who ever could. */
export interface Memberships {
  /** Whether an operator takes part in a submission on a day. */
  takesPart(submission: Submission, operator: string, day: number): boolean
  /** Whether there may be such a day: `false` is certain. */
  wasEverIn(submission: Submission, operator: string): boolean
  /** The operators of which that is so, in the order of all. */
  everIn(submission: Submission): readonly string[]
}

/** Sets that an operator was ever in. */
interface OwnSets {
  all: string[]
  byAvs: Map<string, string[]>
}

/**
 * Membership of operators in what submissions name: a set, an AVS, or any. Where the history knows which sets an
 * operator was ever in, nothing else is looked at.
 */
export function createMemberships({
  operators,
  setsOfAvs,
  history,
}: Pick<RewardBookParameters, 'operators' | 'setsOfAvs' | 'history'>): Memberships {
  const everywhere = Object.values(setsOfAvs).flat()
  const avsOfSet = new Map(
    Object.entries(setsOfAvs).flatMap(([avs, sets]) => sets.map((set) => [set, avs] as const)),
  )
  // A registration that is no membership of a set is known of none but the history.
  const knowsSets = history.setsOf !== undefined && history.isRegistered === undefined
  const ownSets = new Map<string, OwnSets>()
  const byScope = new Map<string, readonly string[]>()
  const anywhere = new Map<string, Map<number, boolean>>()

  function setsOf(operator: string): OwnSets {
    let own = ownSets.get(operator)
    if (!own) {
      own = { all: [], byAvs: new Map() }
      for (const set of history.setsOf?.(operator) ?? []) {
        const avs = avsOfSet.get(set)
        if (avs === undefined) continue
        own.all.push(set)
        const known = own.byAvs.get(avs)
        if (known) known.push(set)
        else own.byAvs.set(avs, [set])
      }
      ownSets.set(operator, own)
    }
    return own
  }

  function isRegistered(operator: string, avs: string, day: number): boolean {
    if (history.isRegistered) return history.isRegistered(operator, avs, day)
    const sets = (knowsSets ? setsOf(operator).byAvs.get(avs) : setsOfAvs[avs]) ?? []
    return sets.some((set) => history.isMember(operator, set, day))
  }

  function isAnywhere(operator: string, day: number): boolean {
    const days = anywhere.get(operator) ?? new Map<number, boolean>()
    anywhere.set(operator, days)
    let is = days.get(day)
    if (is === undefined) {
      if (history.isRegistered)
        is = Object.keys(setsOfAvs).some((avs) => isRegistered(operator, avs, day))
      else {
        const sets = knowsSets ? setsOf(operator).all : everywhere
        is = sets.some((set) => history.isMember(operator, set, day))
      }
      days.set(day, is)
    }
    return is
  }

  function wasEverIn({ kind, avs, set }: Submission, operator: string): boolean {
    if (kind === 'forAll' || !knowsSets) return true
    const own = setsOf(operator)
    if (kind === 'forAllEarners') return own.all.length > 0
    if (set === null) return own.byAvs.has(avs)
    const scope = avsOfSet.get(set)
    // A set that no AVS is known to have is asked for by its own name.
    return scope === undefined || own.all.includes(set)
  }

  return {
    takesPart({ kind, avs, set }, operator, day) {
      if (kind === 'forAll') return true
      if (kind === 'forAllEarners') return isAnywhere(operator, day)
      return set === null ? isRegistered(operator, avs, day) : history.isMember(operator, set, day)
    },
    wasEverIn,
    everIn(submission) {
      const { kind, avs, set } = submission
      const scope = kind === 'forAll' || kind === 'forAllEarners' ? kind : (set ?? avs)
      let found = byScope.get(scope)
      if (!found) {
        found = operators.filter((operator) => wasEverIn(submission, operator))
        byScope.set(scope, found)
      }
      return found
    },
  }
}
