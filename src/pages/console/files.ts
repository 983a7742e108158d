/** Offers a text as a JSON file to save. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // The browser has the file only after the click has been worked off.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
