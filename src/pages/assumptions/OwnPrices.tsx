import { useMemo } from 'react'
import { useAssumptions } from '../../data/useAssumptions.ts'
import type { Network, Token } from '../../protocol/network/types.ts'
import { PRICE_BOUNDS } from '../../risk/assumptions.ts'
import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { formatDuration } from '../../ui/format/formatDate.ts'
import { formatDecimal } from '../../ui/format/formatNumber.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Provenance } from '../../ui/Provenance.tsx'
import { useTyped } from '../../ui/useTyped.ts'
import { messages } from './messages.ts'
import { parseWithin } from './parseWithin.ts'
import { rewardTokens } from './rewardTokens.ts'

/** Prices of the tokens that rewards are paid in: what the chain says, and a field where it says nothing. */
export function OwnPrices({ network }: { readonly network: Network }) {
  const t = useT(messages)
  const { prices, setPrice } = useAssumptions()
  const tokens = useMemo(() => rewardTokens(network), [network])
  if (tokens.length === 0) return null
  const open = tokens.filter((token) => token.priceEth === null)
  const read = tokens.filter((token) => token.priceEth !== null)
  return (
    <section className="stack assumptions-own" aria-labelledby="prices">
      <h2 id="prices">{t('prices.title')}</h2>
      <p className="muted">{t(open.length === 0 ? 'prices.allRead' : 'prices.lead')}</p>
      <div className="assumptions">
        {open.map((token) => (
          <PriceField
            key={token.address}
            token={token}
            value={prices[token.address] ?? null}
            onChange={(value) => setPrice(token.address, value)}
          />
        ))}
      </div>
      {read.length > 0 && (
        <dl className="figures">
          {read.map(({ address, symbol, priceEth, priceSource }) => {
            const window =
              priceSource?.kind === 'twap'
                ? formatDuration(priceSource.windowSeconds, t.locale)
                : null
            return (
              <div key={address}>
                <dt>{symbol}</dt>
                <dd>
                  <Provenance
                    kind="chain"
                    block={network.block.number}
                    source={
                      window !== null
                        ? t('prices.source.twap', { window })
                        : priceSource?.kind === 'feed' || priceSource?.kind === 'redemption'
                          ? t(`prices.source.${priceSource.kind}`)
                          : undefined
                    }
                  >
                    <span className="num">
                      {formatDecimal(Number((priceEth ?? 0).toPrecision(4)), t.locale)}
                    </span>{' '}
                    <span className="unit">ETH</span>
                  </Provenance>
                  {window !== null && (
                    <span className="unit assumptions-note">{t('prices.mean', { window })}</span>
                  )}
                </dd>
              </div>
            )
          })}
        </dl>
      )}
    </section>
  )
}

const parsePrice = (text: string) => parseWithin(text, PRICE_BOUNDS)

function PriceField({
  token: { address, symbol },
  value,
  onChange,
}: {
  readonly token: Token
  readonly value: number | null
  readonly onChange: (value: number | null) => void
}) {
  const t = useT(messages)
  const { wrong, setText, input } = useTyped({ value, parse: parsePrice, onChange })
  const { min, max } = PRICE_BOUNDS
  return (
    <Field
      label={
        <>
          {symbol} <span className="unit">({t('prices.unit')})</span>
        </>
      }
      hint={
        <>
          {value === null ? (
            t('prices.none')
          ) : (
            <Provenance kind="user" source={t('prices.ownSource')}>
              {t('prices.own')}
            </Provenance>
          )}{' '}
          <AddressLabel address={address} />
        </>
      }
      error={wrong ? t('sheet.wrong', { min: String(min), max: String(max) }) : undefined}
      aside={
        value === null ? undefined : (
          <Button
            aria-label={t('prices.resetOf', { symbol })}
            onClick={() => {
              setText('')
              onChange(null)
            }}
          >
            {t('prices.reset')}
          </Button>
        )
      }
    >
      {(control) => (
        <span className="assumptions-price">
          <input {...control} {...input} />
          <span className="unit" aria-hidden="true">
            ETH
          </span>
        </span>
      )}
    </Field>
  )
}
