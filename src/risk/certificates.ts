import type { RestakingGraphParameters } from './graph.ts'

/** What is proven about γ without listing coalitions. */
export interface Certificates {
  /** EigenLayer's condition (Durvasula and Roughgarden, Corollary 2). Lower bound; null without profit. */
  eigenLayer: number | null
  /** Split certificate with fractions of validators. Lower bound, never below the one before. */
  splitFractional: number | null
  /** Best of the re-weighted splits. Lower bound, never below the one before. */
  reweighted: number | null
  /** A coalition that was found: γ is at most this. null without profit. */
  greedyUpper: number | null
}

const ROUNDS = 60

/** The graph as flat lists, so that one round costs as much as its edges. */
interface FlatGraph {
  stake: Float64Array
  /** Only services with a profit. */
  profit: Float64Array
  /** α_s·σ_N(s): stake that corrupts the service. */
  needed: Float64Array
  /** Services of validator v: entries `from[v]` up to `from[v + 1]`. */
  from: Int32Array
  services: Int32Array
  /** Validators by service. */
  members: readonly (readonly number[])[]
}

/**
 * Certified interval of γ for pooled stake at any size. Give service s the part σ_v·p_s/P_v of each
 * validator, P_v = Σ p_s over its services; c_s is the cheapest fractional cover of α_s·σ_N(s) by
 * those parts. Parts never sum above σ_v, so every coalition B that corrupts A has
 * σ_B ≥ Σ_{s∈A} c_s, hence γ ≥ min_s c_s/π_s − 1. It starts from p_s = π_s/(α_s·σ_N(s)) and moves
 * stake towards weak services: p_s ← p_s·√(median λ/λ_s).
 */
export function certificates(parameters: RestakingGraphParameters): Certificates {
  const steps = certificateSteps(parameters)
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

/** The certificate that was just proven or is being worked on, and how much of it is done, 0 to 1. */
export interface CertificateStep {
  readonly of: keyof Certificates
  readonly done: number
}

/** {@link certificates} in steps of a few milliseconds, so that whoever runs it can report and stop. */
export function* certificateSteps(
  parameters: RestakingGraphParameters,
): Generator<CertificateStep, Certificates> {
  const graph = flatten(parameters)
  const { profit, needed } = graph
  if (profit.length === 0) {
    return { eigenLayer: null, splitFractional: null, reweighted: null, greedyUpper: null }
  }
  // A service that no stake stands behind is corrupted for nothing.
  if (needed.some((stake) => !(stake > 0))) {
    return { eigenLayer: -1, splitFractional: -1, reweighted: -1, greedyUpper: -1 }
  }
  let loads = profit.map((value, s) => value / needed[s]!)
  const perValidator = loadByValidator(graph, loads)
  const heaviest = perValidator.reduce((most, load) => Math.max(most, load), 0)
  const eigenLayer = 1 / heaviest - 1
  yield { of: 'eigenLayer', done: 1 }
  let ratios = splitRatios(graph, loads)
  const splitFractional = least(ratios) - 1
  yield { of: 'splitFractional', done: 1 }
  let best = splitFractional
  for (let round = 0; round < ROUNDS; round++) {
    const sorted = ratios.filter((ratio) => ratio > 0).sort()
    const median = sorted[sorted.length >> 1]
    if (median === undefined) break
    loads = loads.map((load, s) => (ratios[s]! > 0 ? load * Math.sqrt(median / ratios[s]!) : load))
    ratios = splitRatios(graph, loads)
    best = Math.max(best, least(ratios) - 1)
    yield { of: 'reweighted', done: (round + 1) / ROUNDS }
  }
  const greedyUpper = yield* greedyAttack(graph, perValidator)
  return { eigenLayer, splitFractional, reweighted: best, greedyUpper }
}

function flatten({ stake, services }: RestakingGraphParameters): FlatGraph {
  const paying = services.filter(({ profit }) => profit > 0)
  const from = new Int32Array(stake.length + 1)
  for (const { validators } of paying) for (const v of validators) from[v + 1]!++
  for (let v = 0; v < stake.length; v++) from[v + 1]! += from[v]!
  const next = from.slice()
  const list = new Int32Array(from[stake.length]!)
  const needed = new Float64Array(paying.length)
  paying.forEach(({ alpha, validators }, s) => {
    for (const v of validators) {
      list[next[v]!++] = s
      needed[s]! += alpha * stake[v]!
    }
  })
  return {
    stake: Float64Array.from(stake),
    profit: Float64Array.from(paying, ({ profit }) => profit),
    needed,
    from,
    services: list,
    members: paying.map(({ validators }) => validators),
  }
}

function loadByValidator({ stake, from, services }: FlatGraph, loads: Float64Array): Float64Array {
  const perValidator = new Float64Array(stake.length)
  for (let v = 0; v < stake.length; v++) {
    for (let e = from[v]!; e < from[v + 1]!; e++) perValidator[v]! += loads[services[e]!]!
  }
  return perValidator
}

/**
 * c_s/π_s of every service. A unit of validator v costs service s p_s/P_v, so all services buy in
 * the same order, the most loaded validators first: one walk over the edges covers all.
 */
function splitRatios(graph: FlatGraph, loads: Float64Array): Float64Array {
  const { stake, profit, needed, from, services } = graph
  const perValidator = loadByValidator(graph, loads)
  const missing = needed.slice()
  const cost = new Float64Array(profit.length)
  for (const v of heaviestFirst(perValidator)) {
    for (let e = from[v]!; e < from[v + 1]!; e++) {
      const s = services[e]!
      if (missing[s]! <= 0) continue
      const taken = Math.min(missing[s]!, stake[v]!)
      missing[s]! -= taken
      cost[s]! += (taken * loads[s]!) / perValidator[v]!
    }
  }
  return cost.map((value, s) => value / profit[s]!)
}

function heaviestFirst(perValidator: Float64Array): Int32Array {
  return Int32Array.from(perValidator.keys()).sort((a, b) => perValidator[b]! - perValidator[a]!)
}

/**
 * Least σ_B/π_A − 1 over coalitions grown greedily from every service: take its most loaded
 * validators and drop those it does without, then keep adding the service that pays best for the
 * stake it still lacks.
 */
function* greedyAttack(
  graph: FlatGraph,
  perValidator: Float64Array,
): Generator<CertificateStep, number> {
  const { stake, profit, needed, from, services, members } = graph
  const ordered = members.map((list) =>
    [...list].sort((a, b) => perValidator[b]! - perValidator[a]!),
  )
  let best = Number.POSITIVE_INFINITY
  for (let start = 0; start < profit.length; start++) {
    yield { of: 'greedyUpper', done: start / profit.length }
    const missing = needed.slice()
    const taken = new Uint8Array(stake.length)
    const corrupted = new Uint8Array(profit.length)
    let cost = 0
    let gain = 0
    const take = (v: number, sign: 1 | -1) => {
      taken[v] = sign > 0 ? 1 : 0
      cost += sign * stake[v]!
      for (let e = from[v]!; e < from[v + 1]!; e++) missing[services[e]!]! -= sign * stake[v]!
    }
    for (let target = start; target >= 0; ) {
      const slack = 1e-12 * needed[target]!
      const added: number[] = []
      for (const v of ordered[target]!) {
        if (missing[target]! <= slack) break
        if (taken[v] === 1) continue
        take(v, 1)
        added.push(v)
      }
      // Largest first, what is not needed for the target goes again.
      for (const v of added.sort((a, b) => stake[b]! - stake[a]!)) {
        if (missing[target]! + stake[v]! <= slack) take(v, -1)
      }
      target = -1
      let bestPay = 0
      for (let s = 0; s < profit.length; s++) {
        if (corrupted[s] === 1) continue
        if (missing[s]! <= 1e-12 * needed[s]!) {
          corrupted[s] = 1
          gain += profit[s]!
          continue
        }
        const pay = profit[s]! / missing[s]!
        if (pay > bestPay) {
          bestPay = pay
          target = s
        }
      }
      best = Math.min(best, cost / gain - 1)
    }
  }
  return best
}

function least(values: Float64Array): number {
  return values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY)
}
