/**
 * `npm run bench`: how long the engine takes for a network of 2,000 operators and 200 AVSs, beside the plain way of
 * getting the same numbers, in one run on one machine. The network is made up from a seed.
 */

import { defaultAssumptions } from '../../src/risk/assumptions.ts'
import { cellsOf, type SlashPair } from '../../src/risk/cells.ts'
import { type Certificates, certificateSteps } from '../../src/risk/certificates.ts'
import type { ExposureInput } from '../../src/risk/exposure.ts'
import { operatorColumns } from '../../src/risk/operatorColumns.ts'
import { positionParameters } from '../../src/risk/parameters.ts'
import { Rescorer } from '../../src/risk/rescore.ts'
import { mulberry32, simulate } from '../../src/risk/simulation.ts'
import { syntheticNetwork } from '../../src/risk/syntheticNetwork.ts'
import { tailOf } from '../../src/risk/tail.ts'
import { everyPositionLoss } from '../../src/risk/testdata/bruteForce.ts'
import { naiveYears } from '../../src/risk/testdata/naiveSimulation.ts'

const OPERATORS = 2_000
const AVSS = 200
/** Operators whose shocks are also written out plainly; all of them would take minutes. */
const SAMPLE = 40
const PATHS = 1_000_000
/** Runs of each way, of which the quickest counts: whatever else the machine does only slows one down. */
const RUNS = 5

const { inputs, graph } = syntheticNetwork({ operators: OPERATORS, avss: AVSS, seed: 1 })
const edges = inputs.reduce((sum, { pairs }) => sum + pairs.length, 0)
say(`Network from seed 1: ${OPERATORS} operators, ${AVSS} AVSs, ${edges} allocations.`)
rescore()
monteCarlo()
pooled()

function rescore(): void {
  say('\nRe-score all operators after an assumption changed')
  const rescorer = new Rescorer(operatorColumns(inputs))
  rescorer.score(defaultAssumptions)
  const changed = (run: number, key: 'rhoA' | 'severity' | 'marketMildP') => ({
    ...defaultAssumptions,
    [key]: defaultAssumptions[key] * (1 + (run + 1) / 100),
  })
  const rates = quickest((run) => rescorer.score(changed(run, 'rhoA')))
  const severity = quickest((run) => rescorer.score(changed(run, 'severity')))
  const market = quickest((run) => rescorer.score(changed(run, 'marketMildP')))
  const sample = inputs.filter((_, i) => i % Math.floor(OPERATORS / SAMPLE) === 0)
  let worst = 0
  const { exposure } = rescorer.score(defaultAssumptions)
  const plain = timed(() => {
    for (const input of sample) {
      const gap = plainExposure(input) - exposure[inputs.indexOf(input)]!
      worst = Math.max(worst, Math.abs(gap))
    }
  })
  const perOperator = plain / sample.length
  say(`  correlation or slash rate  ${ms(rates)}`)
  say(`  severity                   ${ms(severity)}`)
  say(`  market or validators       ${ms(market)}`)
  say(
    `  every shock written out    ${ms(perOperator * OPERATORS)} (${ms(perOperator)} an operator over ${sample.length} of them)`,
  )
  say(`  ratio                      ${times(perOperator * OPERATORS, rates)} (at least 20)`)
  say(`  largest difference         ${worst.toExponential(1)}`)
}

function plainExposure(input: ExposureInput): number {
  const parameters = positionParameters(input, defaultAssumptions)
  const pairs = parameters.pairs.filter(({ f }) => f > 0)
  return tailOf(everyPositionLoss({ ...parameters, pairs, layers: [] }), 0.99).cvar
}

function monteCarlo(): void {
  const pairs = grid(6, 10)
  say(`\nSimulate ${PATHS} years of ${pairs.length} (operator, set) pairs`)
  const correlation = { rhoA: 0.3, rhoO: 0.2 }
  const network = cellsOf(pairs, correlation)
  const sparse = quickest((seed) => simulate(pairs.length, network, { paths: PATHS, seed }))
  const naive = quickest((seed) => naiveYears(pairs, correlation, { paths: PATHS, seed }).sort(), 3)
  const mean = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0)
  const drawn = simulate(pairs.length, network, { paths: PATHS, seed: 1 })
  const means = [
    mean(drawn.values.map((value, i) => value * drawn.probabilities[i]!)),
    mean(pairs.map(({ f, w, p, weight = 1 }) => weight * f * w * p)),
  ]
  say(`  rare events only           ${ms(sparse)}`)
  say(`  every event of every year  ${ms(naive)}`)
  say(`  ratio                      ${times(naive, sparse)} (at least 10)`)
  say(`  mean loss, drawn and exact ${means.map((value) => value.toFixed(6)).join(', ')}`)
}

function grid(operators: number, sets: number): SlashPair[] {
  const random = mulberry32(7)
  return Array.from({ length: operators * sets }, (_, i) => ({
    op: `o${i % operators}`,
    set: `s${Math.floor(i / operators)}`,
    weight: 1 / operators,
    f: random() / sets,
    w: 0.5,
    p: 0.01,
  }))
}

function pooled(): void {
  const size = graph.services.reduce((sum, { validators }) => sum + validators.length, 0)
  say(`\nCertificates of the pooled network with ${size} edges`)
  const spent: Record<keyof Certificates, number> = {
    eigenLayer: 0,
    splitFractional: 0,
    reweighted: 0,
    greedyUpper: 0,
  }
  const steps = certificateSteps(graph)
  let last: keyof Certificates = 'eigenLayer'
  let proven: Certificates | undefined
  while (proven === undefined) {
    const start = performance.now()
    const step = steps.next()
    if (step.done) proven = step.value
    else last = step.value.of
    spent[last] += performance.now() - start
  }
  const line = (of: keyof Certificates, how: string) => {
    const figure = proven?.[of]
    say(
      `  γ at ${of === 'greedyUpper' ? 'most ' : 'least'} ${(figure?.toFixed(3) ?? '–').padStart(7)} ${how.padEnd(28)} ${ms(spent[of])}`,
    )
  }
  line('eigenLayer', "by EigenLayer's condition")
  line('splitFractional', 'by splitting stake')
  line('reweighted', 'by 60 re-weighted splits')
  line('greedyUpper', 'by a greedy attack')
  say(`  all together  ${ms(Object.values(spent).reduce((sum, part) => sum + part, 0))}`)
}

function quickest(run: (i: number) => unknown, runs = RUNS): number {
  return Math.min(...Array.from({ length: runs }, (_, i) => timed(() => run(i))))
}

function timed(run: () => unknown): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

function ms(value: number): string {
  return `${value < 100 ? value.toPrecision(2) : Math.round(value)} ms`
}

function times(slow: number, fast: number): string {
  return `${Math.round(slow / fast)}×`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
