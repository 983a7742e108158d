import { useMemo } from 'react'
import type { Assessor } from '../../data/assessment.ts'
import { type Stake, stakeOf } from '../../data/basis.ts'
import { delegatedStake } from '../../data/totals.ts'
import { usePosition } from '../../data/usePosition.ts'
import { type Address, zeroAddress } from '../../protocol/network/types.ts'
import { useWallet } from '../../wallet/walletStore.ts'
import { checkAddress } from './checkAddress.ts'
import { useQueryState } from './useQueryState.ts'

/** Whose risk a page of the lab is about. */
export type Subject = {
  /** `reference`: one of the reference asset with `operator`, because nobody's stake is looked at. */
  readonly kind: 'you' | 'watched' | 'reference'
  readonly account: Address | null
  readonly stake: Stake
  /** `null` when not delegated. */
  readonly operator: Address | null
  /** The stake is not with the operator yet. */
  readonly additional: boolean
}

export type SubjectState = {
  /** `null` while it is read, and when it cannot be told. */
  readonly subject: Subject | null
  readonly fault: 'notAddress' | 'checksum' | 'unread' | null
  /** The address looked at has no stake: the reference position stands in for it. */
  readonly empty: boolean
  readonly look: (address: string) => void
  readonly choose: (operator: string) => void
}

/**
 * The position that the lab is about: `?operator=` asks for the reference position with it, `?address=` for an
 * address' own; else it is the connected account's, and without any stake the reference position with the operator
 * that holds most.
 */
export function useSubject(assessor: Assessor | null): SubjectState {
  const [asked, look] = useQueryState('address')
  const [named, choose] = useQueryState('operator')
  const wallet = useWallet()
  const checked = asked === '' ? null : checkAddress(asked)
  const fault = checked && 'fault' in checked ? checked.fault : null
  const viewed = checked && 'address' in checked ? (checked.address.toLowerCase() as Address) : null
  const connected =
    asked === '' && wallet.status === 'connected' ? (wallet.address.toLowerCase() as Address) : null
  const account = viewed ?? connected
  const position = usePosition(account)
  return useMemo(() => {
    const state = { look, choose, fault, empty: false }
    if (!assessor || fault) return { ...state, subject: null }
    const { network, referenceStake } = assessor
    const chosen = named.toLowerCase() as Address
    const operator = assessor.operatorOf(chosen) ? chosen : null
    if (operator === null && account !== null) {
      if (!position) return { ...state, subject: null }
      if (position.holdings === null) return { ...state, subject: null, fault: 'unread' as const }
      const stake = stakeOf(position.holdings)
      if (Object.values(stake).some((shares) => shares > 0n)) {
        const to = position.delegatedTo === zeroAddress ? null : position.delegatedTo
        const kind = viewed ? ('watched' as const) : ('you' as const)
        return { ...state, subject: { kind, account, stake, operator: to, additional: false } }
      }
    }
    const reference = operator ?? largest(network)
    return {
      ...state,
      empty: operator === null && account !== null,
      subject: referenceStake && {
        kind: 'reference',
        account,
        stake: referenceStake,
        operator: reference,
        additional: true,
      },
    }
  }, [assessor, fault, named, account, viewed, position, look, choose])
}

function largest(network: Assessor['network']): Address | null {
  let most: { address: Address; wei: bigint } | null = null
  for (const operator of network.operators) {
    const wei = delegatedStake(network, operator.shares)?.wei ?? 0n
    if (most === null || wei > most.wei) most = { address: operator.address, wei }
  }
  return most?.address ?? null
}
