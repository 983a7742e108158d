import { useCallback, useEffect, useState } from 'react'
import type { LabAnswers, LabStep } from './labSteps.ts'
import type { LabQuestion } from './question.ts'

/** What the lab has found so far, and how it is getting on. */
export interface Lab {
  readonly answers: Partial<LabAnswers>
  /** What is being worked on, 0 to 1; `null` when nothing is. */
  readonly progress: { readonly part: 'pooled' | 'loss'; readonly done: number } | null
  readonly state: 'working' | 'done' | 'cancelled' | 'failed'
  cancel(): void
  restart(): void
}

const nothing = { answers: {}, progress: null, state: 'working' } as const

/** Asks a worker of its own; a new question, leaving the page or cancelling ends it at once. */
export function useLab(question: LabQuestion): Lab {
  const [found, setFound] = useState<Pick<Lab, 'answers' | 'progress' | 'state'>>(nothing)
  const [round, setRound] = useState(0)
  const [stopped, setStopped] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same again
  useEffect(() => {
    if (stopped) return
    setFound((before) => ({ ...before, progress: null, state: 'working' }))
    const worker = new Worker(new URL('./lab.worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<LabStep>) => {
      setFound(({ answers, ...rest }) =>
        data.type === 'progress'
          ? { ...rest, answers, progress: data }
          : {
              answers: { ...answers, [data.type]: data.answer },
              progress: null,
              state: data.type === 'loss' ? 'done' : 'working',
            },
      )
    })
    worker.addEventListener('error', () => setFound((before) => ({ ...before, state: 'failed' })))
    worker.postMessage(question)
    return () => worker.terminate()
  }, [question, round, stopped])
  const cancel = useCallback(() => {
    setStopped(true)
    setFound((before) => ({ ...before, progress: null, state: 'cancelled' }))
  }, [])
  const restart = useCallback(() => {
    setStopped(false)
    setRound((last) => last + 1)
  }, [])
  return { ...found, cancel, restart }
}
