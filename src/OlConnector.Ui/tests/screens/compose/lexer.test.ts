import { expect, test } from 'vitest'
import { read } from '../../../src/screens/compose/lexer'
import { paint } from '../../../src/screens/compose/paint'
import cases from './cases.json'

// The engine reads the same file (SharedCaseTests.cs) and has to find the same.
test.each(cases)('Colours of $text are where the server reads groups and errors', ({ text, broken, spans }) => {
  const found = read(text)

  expect(found.broken).toEqual(broken)
  if (!broken.length) expect(found.spans.map(({ kind, from, to }) => ({ kind, from, to }))).toEqual(spans)
})

test.each(cases)('The painted pieces of $text together are the text', ({ text }) =>
  expect(paint(text, [{ from: 1, to: 900, look: 'wrong' }]).map(piece => piece.text).join('')).toBe(text))

test('A hostile text is read in time', () => {
  const text = '{{[+'.repeat(5_000) + '\\'.repeat(5_000)

  const from = performance.now()
  read(text)

  expect(performance.now() - from).toBeLessThan(2_000)
})

test('Looks lie over one another: a field inside a group, a bar, a broken bracket', () => {
  const looks = Object.fromEntries(paint('{a|{{ x }}} {').map(piece => [piece.text, piece.look.join(' ')]))

  expect(looks).toEqual({ '{a': 'choice', '|': 'choice bar', '{{ x }}': 'choice field', '}': 'choice', ' ': '', '{': 'wrong' })
})
