import { expect, test } from 'vitest'
import type { AuditEntry } from '../../../src/api/audit'
import { changesOf, clearedOf, wordOfEntry } from '../../../src/screens/line/history/entries'

const entry = (change: Partial<AuditEntry>): AuditEntry => ({
  id: '1', at: '2026-03-01T10:00:00Z', actor: 'user 9', action: 'line changed', subject: 'x', before: null, after: null, times: 1, lastAt: null,
  address: null, ...change
})

test('A change tells each setting from what to what', () => {
  const changed = entry({ before: '{"jitter":"0","number":null}', after: '{"jitter":"20","number":"+7"}' })

  expect(changesOf(changed)).toEqual([{ name: 'jitter', before: '0', after: '20' }, { name: 'number', before: null, after: '+7' }])
})

test('What is no JSON breaks nothing', () => {
  expect(changesOf(entry({ before: 'active', after: '{' }))).toEqual([])
})

test('A clearing is read for its numbers', () => {
  expect(clearedOf(entry({ after: 'cleared 40, in flight 1' }))).toEqual({ cleared: 40, inFlight: 1 })
  expect(clearedOf(entry({ after: 'something else' }))).toBeNull()
})

test('An action without a word of ours is known as such', () => {
  expect(wordOfEntry(entry({ action: 'line frozen' }))).toBe('frozen')
  expect(wordOfEntry(entry({ action: 'line of tomorrow' }))).toBeNull()
})
