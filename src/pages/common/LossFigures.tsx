import type { ReactNode } from 'react'
import type { Assessment } from '../../data/assessment.ts'
import { useAssumptions } from '../../data/useAssumptions.ts'
import { formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { RiskPercent } from '../../ui/Percent.tsx'
import { Provenance } from '../../ui/Provenance.tsx'
import { partsMessages } from './partsMessages.ts'

/** What stands beside an exposure: what can be taken at most, what a contract adds, when the rewards are lost. */
export function LossFigures({
  block,
  assessment: { exposure, breakEven },
  expected = false,
}: {
  /** The block that the chain's figures belong to. */
  readonly block: bigint
  readonly assessment: Assessment
  /** With the expected loss, where no choice of measures shows it already. */
  readonly expected?: boolean
}) {
  const t = useT(partsMessages)
  const { assumptions } = useAssumptions()
  if (!exposure) return null
  const risk = (value: number) => formatRisk(value, { locale: t.locale }).text
  const source = t('exposure.assumed', {
    prior: risk(assumptions.slashPriorShape / assumptions.slashPriorYears),
    severity: risk(assumptions.severity),
  })
  const contracts = t('exposure.assumedContracts', {
    core: risk(assumptions.coreP),
    lido: risk(assumptions.lidoP),
    lrt: risk(assumptions.lrtP),
  })
  const assumed = (value: number, because = source) => (
    <Provenance kind="assumption" source={because}>
      <RiskPercent value={value} />
    </Provenance>
  )
  const read = (value: number) => (
    <Provenance kind="chain" block={block} source={t('fraction.source')}>
      <RiskPercent value={value} />
    </Provenance>
  )
  return (
    <dl className="figures">
      {expected && <Row label={t('exposure.expectedLoss')}>{assumed(exposure.el)}</Row>}
      <Row label={t('exposure.contractFailure')}>
        {assumed(exposure.contractFailure.p, contracts)}
      </Row>
      <Row label={t('exposure.maxSlashable')}>{read(exposure.maxSlashable)}</Row>
      {exposure.maxLatent > 0 && <Row label={t('exposure.latent')}>{read(exposure.maxLatent)}</Row>}
      {breakEven !== null && <Row label={t('exposure.breakEven')}>{assumed(breakEven)}</Row>}
    </dl>
  )
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
