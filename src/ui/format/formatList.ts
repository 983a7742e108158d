/** Things in a row inside a sentence, with the mark that the locale puts between them. */
export function formatList(items: readonly string[], locale: string): string {
  return items.join(locale.startsWith('zh') ? '、' : ', ')
}
