import { labSteps } from './labSteps.ts'
import type { LabQuestion } from './question.ts'

/** Milliseconds between two reports of progress. */
const pause = 80

self.addEventListener('message', ({ data }: MessageEvent<LabQuestion>) => {
  let last = 0
  for (const step of labSteps(data)) {
    if (step.type === 'progress' && performance.now() - last < pause) continue
    last = performance.now()
    self.postMessage(step)
  }
})
