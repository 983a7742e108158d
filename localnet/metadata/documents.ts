import { AVSS, type AvsPlan } from '../seed/avss.ts'
import { OPERATORS, type OperatorPlan } from '../seed/operators.ts'

/** A document that the local web server serves as JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { [key: string]: Json }

/** Folder of the web server in which the documents stand. */
const FOLDER = '/metadata'
/** What a server of single-page apps answers when a document is no longer there. */
const MOVED = '<!doctype html><title>This page has moved</title>'
const INVENTED = 'Invented for the local chain; no such organisation exists.'

/** Metadata URI of an operator, or `''` for the one that registers without any. */
export function operatorMetadataUri(plan: OperatorPlan): string {
  return plan.metadata === 'none' ? '' : `${FOLDER}/${operatorFile(plan)}`
}

/** Metadata URI of an AVS. */
export function avsMetadataUri(plan: AvsPlan): string {
  return `${FOLDER}/${avsFile(plan)}`
}

/**
 * All metadata documents by file name, to be served from `/metadata/`. In place of those that the history
 * says are lost stands what a reader has to refuse.
 */
export function metadataDocuments(): Record<string, Json> {
  const documents: Record<string, Json> = {}
  for (const plan of OPERATORS) {
    if (plan.metadata === 'good') documents[operatorFile(plan)] = operatorDocument(plan)
    if (plan.metadata === 'failing') documents[operatorFile(plan)] = MOVED
    if (plan.metadata === 'hostile') documents[operatorFile(plan)] = hostileDocument()
  }
  for (const plan of AVSS) {
    documents[avsFile(plan)] = plan.metadata === 'good' ? avsDocument(plan) : MOVED
  }
  return documents
}

function operatorFile(plan: OperatorPlan): string {
  return `operator-${plan.key}.json`
}

function avsFile(plan: AvsPlan): string {
  return `avs-${plan.key}.json`
}

/** Fields that EigenLayer asks of operators. */
function operatorDocument(plan: OperatorPlan): Json {
  return {
    name: plan.name,
    website: `https://${plan.key}.example`,
    description: `${plan.about} ${INVENTED}`,
    logo: '',
    twitter: '',
  }
}

/** Fields that EigenLayer asks of AVSs, with their operator sets and slashing conditions. */
function avsDocument(plan: AvsPlan): Json {
  return {
    name: plan.name,
    website: `https://${plan.key}.example`,
    description: `${plan.about} ${INVENTED}`,
    logo: '',
    twitter: '',
    operatorSets: plan.sets.map((set) => ({
      id: String(set.id),
      name: set.name,
      description: set.about,
      slashingConditions: [...set.slashing],
    })),
  }
}

/** Everything that a reader must clamp or refuse: markup, script links, wrong types, far too much text. */
function hostileDocument(): Json {
  return {
    name: '<img src=x onerror="alert(1)"><b>Glasshouse</b>\u202e (invented)',
    website: 'javascript:alert(document.domain)',
    description: `<script>alert('metadata')</script>${'A very long text. '.repeat(2_500)}`,
    logo: 'data:text/html,<script>alert(1)</script>',
    twitter: { not: 'a string' },
    operatorSets: 'neither is this a list',
  }
}
