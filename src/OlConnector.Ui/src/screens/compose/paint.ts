import { read, type SpanKind } from './lexer'

/** A stretch of the text in one look. */
export interface Piece { text: string, look: string[] }

/** What the server found, at its places: `wrong` for errors, `odd` for links one should not send. */
export interface Mark { from: number, to: number, look: 'wrong' | 'odd' }

const lookOf: Record<SpanKind, string> = {
  choice: 'choice', permutation: 'choice', escape: 'escape', field: 'field', workflow: 'field', shortcode: 'field'
}

/** Cuts the text wherever the look changes. */
export function paint (text: string, marks: readonly Mark[] = []): Piece[] {
  const { spans, bars, broken } = read(text)
  const looks: { from: number, to: number, look: string }[] = [
    ...spans.map(span => ({ ...span, look: lookOf[span.kind] })),
    ...bars.map(from => ({ from, to: from + 1, look: 'bar' })),
    ...broken.map(from => ({ from, to: from + 1, look: 'wrong' })),
    ...marks.filter(mark => mark.from < text.length)
  ]
  const edges = [...new Set([0, text.length, ...looks.flatMap(look => [look.from, Math.min(look.to, text.length)])])].sort((a, b) => a - b)
  return edges.slice(0, -1).map((from, index) => ({
    text: text.slice(from, edges[index + 1]),
    look: [...new Set(looks.filter(look => look.from <= from && look.to > from).map(look => look.look))]
  }))
}
