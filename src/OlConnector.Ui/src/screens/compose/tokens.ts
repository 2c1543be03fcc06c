/** What the eye tells apart in a template. Groups come from pairs of these (lexer.ts). */
export type TokenKind = 'text' | 'escape' | 'field' | 'workflow' | 'shortcode'
  | 'openChoice' | 'openPermutation' | 'bar' | 'closeChoice' | 'closeBracket'
export interface Token { kind: TokenKind, from: number, to: number }

/** Cuts a text left to right, for colours only: what it means is the server's word (docs/text.md). Any string is taken. */
export function * tokensOf (text: string): Generator<Token> {
  for (let from = 0; from < text.length;) {
    const [kind, length] = tokenAt(text, from)
    yield { kind, from, to: from + length }
    from += length
  }
}

type Cut = readonly [kind: TokenKind, length: number]

function tokenAt (text: string, at: number): Cut {
  switch (text[at]) {
    case '\\': return isEscape(text, at) ? ['escape', 2] : ['text', 1]
    case '{': return brace(text, at)
    case '[': return bracket(text, at)
    case '|': return ['bar', 1]
    case '}': return ['closeChoice', 1]
    case ']': return ['closeBracket', 1]
    default: return ['text', plain(text, at)]
  }
}

const isEscape = (text: string, at: number): boolean => text[at] === '\\' && '{|}\\[]+'.includes(text[at + 1] ?? ' ')

function plain (text: string, at: number): number {
  const run = text.slice(at).search(/[\\{|}[\]]/)
  return run < 0 ? text.length - at : run
}

function brace (text: string, at: number): Cut {
  const rest = text.slice(at)
  const field = /^\{\{(?![|}]|$)(?:[^{}"']|"[^"]*"|'[^']*')*\}\}/.exec(rest)
  if (field) return ['field', field[0].length]
  const workflow = /^\{=[^{|}]+\}/.exec(rest)
  return workflow ? ['workflow', workflow[0].length] : ['openChoice', 1]
}

function bracket (text: string, at: number): Cut {
  const end = text.indexOf(']', at)
  if (text[at + 1] === '=' && end > 0) return ['shortcode', end + 1 - at]
  if (text[at + 1] !== '+') return ['text', 1]
  for (let plus = at + 2; plus < text.length; plus += isEscape(text, plus) ? 2 : 1) {
    if (text[plus] === '+') return ['openPermutation', plus + 1 - at]
  }
  return ['text', 1]
}
