/**
 * Moves the local chain's clock to its next event, through the launcher that serves this page.
 * Rejects with the launcher's words.
 */
export async function advance(
  fetcher: typeof fetch = (...parameters) => fetch(...parameters),
): Promise<{ block: string; description: string }> {
  const response = await fetcher('/__keel/advance', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  const text = await response.text()
  let answer: { block?: unknown; description?: unknown; error?: unknown }
  try {
    answer = JSON.parse(text)
  } catch {
    throw new Error(text.slice(0, 200) || `HTTP ${response.status}`)
  }
  if (!response.ok) throw new Error(String(answer.error ?? `HTTP ${response.status}`))
  return { block: String(answer.block), description: String(answer.description) }
}
