import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { clockFrom, serverNow } from '../../src/time/clock'

const noon = Date.parse('2026-03-01T12:00:00Z')
beforeEach(() => { vi.useFakeTimers({ now: noon }) })
afterEach(() => {
  clockFrom(new Date(Date.now()).toUTCString(), Date.now())
  vi.useRealTimers()
})

test('The server\'s clock counts, not ours: an answer tells how far it is ahead', () => {
  clockFrom('Sun, 01 Mar 2026 12:05:00 GMT')

  expect(serverNow()).toBe(noon + 300_500)
})

test('Whole seconds of the header do not make the countdown jump', () => {
  clockFrom('Sun, 01 Mar 2026 12:05:00 GMT')
  clockFrom('Sun, 01 Mar 2026 12:05:01 GMT')

  expect(serverNow()).toBe(noon + 300_500)
})

test('An answer without a date changes nothing', () => {
  const before = serverNow()
  clockFrom(null)

  expect(serverNow()).toBe(before)
})
