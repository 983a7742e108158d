import { useState } from 'react'
import { DateTime } from '../../ui/DateTime.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { messages } from './messages.ts'
import { NumberForm } from './NumberForm.tsx'
import { type Parts, timeOfBlock } from './parts.ts'
import type { AllocationsNow } from './useAllocations.ts'

/** Reads a number of blocks (uint32); `null` for what is none. */
export function parseBlocks(text: string): number | null {
  if (!/^\d{1,10}$/.test(text.trim())) return null
  const blocks = Number(text.trim())
  return blocks <= 0xffff_ffff ? blocks : null
}

/** The allocation delay: what it is, what it will be, and from when a new one would hold. */
export function DelayForm({ now, ...parts }: Parts & { readonly now: AllocationsNow }) {
  const t = useT(messages)
  const { network, operator, can, begin } = parts
  const [text, setText] = useState('')
  const configuration = network.parameters.allocationConfigurationDelay
  const blocks = parseBlocks(text)
  const holds = configuration === null ? null : Number(network.block.number) + 1 + configuration + 1
  const delay = operator.allocationDelay
  return (
    <section className="stack" aria-labelledby="console-delay">
      <h2 id="console-delay">{t('delay.title')}</h2>
      <p className="muted">{t('delay.about')}</p>
      <dl className="figures">
        <div>
          <dt>{t('delay.now')}</dt>
          <dd>
            {delay === null ? (
              <Missing reason={t('unread')} />
            ) : delay.isSet ? (
              t('blocks', { count: delay.blocks })
            ) : (
              t('delay.unset')
            )}
          </dd>
        </div>
        {now.pendingDelay !== null && (
          <div>
            <dt>{t('delay.next')}</dt>
            <dd>
              <StateMark
                state="pending"
                from={<DateTime timestamp={timeOfBlock(parts, now.pendingDelay.effectBlock)} />}
              >
                {t('delay.nextAt', {
                  count: now.pendingDelay.blocks,
                  block: now.pendingDelay.effectBlock,
                })}
              </StateMark>
            </dd>
          </div>
        )}
      </dl>
      {can('setAllocationDelay') && (
        <NumberForm
          label={t('delay.label')}
          text={text}
          value={blocks}
          invalid={t('delay.invalid')}
          notice={
            holds !== null && (
              <>
                {t('delay.holds', { block: holds })}{' '}
                <DateTime timestamp={timeOfBlock(parts, holds)} now={network.block.timestamp} />
              </>
            )
          }
          mode="numeric"
          action={t('delay.review')}
          onText={setText}
          onValue={(count) =>
            begin('setAllocationDelay', { operator: operator.address, blocks: count })
          }
        />
      )}
    </section>
  )
}
