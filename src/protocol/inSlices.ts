/** Longest stretch of work, in milliseconds, before the browser may draw and answer again. */
const slice = 6

/** Gives the browser its turn. A message comes back at once; timers that follow each other wait 4 ms every time. */
export function breath(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}

/** Maps a long list without holding the page up: after each slice of work others get their turn. */
export async function inSlices<item, result>(
  items: readonly item[],
  work: (item: item, index: number) => result,
): Promise<result[]> {
  const results: result[] = []
  let until = performance.now() + slice
  for (const [index, item] of items.entries()) {
    if (performance.now() > until) {
      await breath()
      until = performance.now() + slice
    }
    results.push(work(item, index))
  }
  return results
}
