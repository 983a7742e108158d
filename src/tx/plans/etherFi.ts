import type { Chain, EtherFiAddresses } from '../../protocol/deployments/types.ts'
import { FailureError } from '../../protocol/errors/failure.ts'
import type { MessageValue, Step } from '../types.ts'

/** ether.fi's pool and tokens on a chain. Throws `FailureError` where the deployment names none. */
export function etherFiTokensOf(chain: Chain): EtherFiAddresses {
  if (chain.etherFi === undefined)
    throw new FailureError({
      kind: 'refused',
      errorName: 'NoEtherFiPool',
      message: `The deployment of ${chain.name} names no contracts of ether.fi.`,
    })
  return chain.etherFi
}

/** ether.fi with its withdrawal requests. Throws `FailureError` where the deployment names none. */
export function etherFiOf(
  chain: Chain,
): EtherFiAddresses & { withdrawRequestNFT: NonNullable<EtherFiAddresses['withdrawRequestNFT']> } {
  const { etherFi } = chain
  if (etherFi?.withdrawRequestNFT === undefined)
    throw new FailureError({
      kind: 'refused',
      errorName: 'NoEtherFi',
      message: `The deployment of ${chain.name} names no withdrawal requests of ether.fi.`,
    })
  return { ...etherFi, withdrawRequestNFT: etherFi.withdrawRequestNFT }
}

export const amountOf =
  (unit: 'ETH' | 'eETH' | 'weETH') =>
  (amount: bigint): MessageValue => ({ amount, unit, decimals: 18 })

/** Refuses an amount that is more than the account has. */
export function refusedOver(amount: bigint, balance: bigint): Pick<Step, 'refused'> {
  if (amount <= balance) return {}
  return {
    refused: {
      kind: 'refused',
      errorName: 'AmountOverBalance',
      message: `${amount} wei are asked for, ${balance} wei are there.`,
    },
  }
}
