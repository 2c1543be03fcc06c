/** Where the server's finding stands, as people say it. `position` counts UTF-16 units from 1. */
export function lineOf (text: string, position: number): number {
  return text.slice(0, Math.max(0, position - 1)).split('\n').length
}

/** What to underline at an error: the bracket or the placeholder that begins there, else one sign. */
export function stretchAt (text: string, position: number): { from: number, to: number } {
  const from = Math.min(Math.max(0, position - 1), Math.max(0, text.length - 1))
  const placeholder = /^\{\{[^{}\n]{0,80}(?:\}\}?)?/.exec(text.slice(from))
  return { from, to: from + (placeholder?.[0].length ?? (text.codePointAt(from)! > 0xffff ? 2 : 1)) }
}
