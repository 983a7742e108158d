import type { InputsFile, recheck } from './inputsFile.ts'

type Rows = ReturnType<typeof recheck>

const WORDS: Record<Rows[number]['figure'], string> = {
  exposure: 'Exposure: mean loss in the worst 1 of 100 years',
  exposureTrusting: '  under the trusting preset',
  exposureCautious: '  under the cautious preset',
  expectedLoss: 'Expected loss per year, contracts included',
  contractFailure: 'A contract fails, probability per year',
  contractFailureCost: '  cost per year',
  allIn: 'Worst 1 of 100 years, contracts included',
  maxSlashable: 'Slashable now at most',
  maxLatent: 'Slashable once operators register',
  apr: 'APR',
  riskAdjustedApr: 'APR minus expected loss',
  aprPerExposure: 'APR added by restaking over exposure, ratio',
  breakEven: 'Break-even slash probability per year',
}

/** Engines sum in the same order, so figures of one version agree to the last digits. */
const SAME = 1e-9

/** The figures as a table: rounded to what is known of them, in full, and against the page. */
export function inputsReport(file: InputsFile, rows: Rows): { text: string; same: boolean } {
  let same = true
  const cells = rows.map(({ figure, now, page }) => {
    const agrees = now === null || page === null ? now === page : Math.abs(now - page) <= SAME
    if (!agrees) same = false
    const unit = figure === 'aprPerExposure' ? '' : ' %'
    return [
      WORDS[figure],
      now === null ? '–' : `${short(unit ? 100 * now : now)}${unit}`,
      now === null ? '–' : String(now),
      agrees ? 'same as the page' : against(now, page),
    ]
  })
  const table = [['', 'rounded', 'in full (a fraction)', 'against the page'], ...cells]
  const widths = [0, 1, 2].map((i) => Math.max(...table.map((row) => row[i]?.length ?? 0)))
  const lines = table.map((row) =>
    row
      .map((cell, i) => (i < 3 ? cell.padEnd(widths[i] ?? 0) : cell))
      .join('  ')
      .trimEnd(),
  )
  const { chainId, block, account, operator } = file
  const whose = account === null ? 'the reference position' : account
  const head = [
    `Chain ${chainId}, block ${block.number} of ${new Date(1000 * block.timestamp).toISOString()}`,
    `${whose}${operator === null ? ', delegated to nobody' : `, delegated to ${operator}`}`,
    '',
  ]
  const verdict = same ? 'The page showed the same.' : 'The page showed something else.'
  return { text: `${[...head, ...lines, '', verdict].join('\n')}\n`, same }
}

/** At most two significant digits: no assumption behind a risk is known better. */
function short(value: number): string {
  return new Intl.NumberFormat('en', { maximumSignificantDigits: 2 }).format(value)
}

function against(now: number | null, page: number | null): string {
  if (page === null) return 'the page had none'
  if (now === null) return `the page had ${page}`
  return `${now > page ? 'more' : 'less'} by ${Math.abs(now - page).toPrecision(3)}, the page had ${page}`
}
