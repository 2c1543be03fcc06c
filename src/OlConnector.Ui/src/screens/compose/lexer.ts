import { tokensOf, type Token } from './tokens'

export type SpanKind = 'choice' | 'permutation' | 'escape' | 'field' | 'workflow' | 'shortcode'
export interface Span { from: number, to: number, kind: SpanKind }

/** What is coloured: stretches, the bars of real groups, and brackets that find no partner. */
export interface Read { spans: Span[], bars: number[], broken: number[] }

interface Open { token: Token, bars: number[] }

const opaque: ReadonlySet<string> = new Set(['escape', 'field', 'workflow', 'shortcode'])

/**
 * Pairs the brackets of a text in one pass, at once with each key. It agrees with the server on ordinary texts (their shared cases:
 * tests/screens/compose/cases.json); where it does not, a colour is off for a moment and nothing else.
 */
export function read (text: string): Read {
  const found: Read = { spans: [], bars: [], broken: [] }
  const open: Open[] = []

  for (const token of tokensOf(text)) {
    const top = open.at(-1)
    if (opaque.has(token.kind)) found.spans.push({ from: token.from, to: token.to, kind: token.kind as SpanKind })
    else if (token.kind === 'openChoice' || token.kind === 'openPermutation') open.push({ token, bars: [] })
    else if (token.kind === 'bar') top?.bars.push(token.from)
    else if (token.kind === 'closeChoice' || token.kind === 'closeBracket') close(token)
  }
  if (!found.broken.length) found.broken.push(...open.filter(one => !isPlain(one)).map(one => one.token.from))
  found.spans.sort((left, right) => left.from - right.from || right.to - left.to)
  return found

  function close (token: Token): void {
    const fits = token.kind === 'closeChoice' ? 'openChoice' : 'openPermutation'
    while (token.kind === 'closeChoice' && open.length && isPlain(open.at(-1)!)) open.pop()
    const top = open.at(-1)
    if (top?.token.kind === fits) {
      open.pop()
      if (top.bars.length) group(top, token)
    } else if (top && (token.kind === 'closeChoice' || isInsidePermutation())) {
      found.broken.push(token.from)
    }
  }

  function group (top: Open, end: Token): void {
    found.bars.push(...top.bars)
    found.spans.push({ from: top.token.from, to: end.to, kind: top.token.kind === 'openChoice' ? 'choice' : 'permutation' })
  }

  function isInsidePermutation (): boolean {
    return open.some(one => one.token.kind === 'openPermutation' && !isPlain(one))
  }

  /** `[+375 29] … +7` is a telephone number: its bracket closes before the second plus, and no bar came. */
  function isPlain ({ token, bars }: Open): boolean {
    return token.kind === 'openPermutation' && !bars.length && text.slice(token.from, token.to).includes(']')
  }
}
