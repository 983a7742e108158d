/** Longest stretch of work, in milliseconds, before the browser may draw and answer again. */
const slice = 6

/** Maps a long list without holding the page up: after each slice of work others get their turn. */
export async function inSlices<item, result>(
  items: readonly item[],
  work: (item: item, index: number) => result,
): Promise<result[]> {
  const results: result[] = []
  let until = performance.now() + slice
  for (const [index, item] of items.entries()) {
    if (performance.now() > until) {
      await new Promise((resolve) => setTimeout(resolve))
      until = performance.now() + slice
    }
    results.push(work(item, index))
  }
  return results
}
