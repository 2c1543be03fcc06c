import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useMoments } from '../../src/time/moments'
import { clockFrom } from '../../src/time/clock'
import { signIn, within } from '../support/with'

const now = '2026-03-01T12:00:00Z'
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(now), toFake: ['Date', 'setInterval', 'clearInterval'] })
  clockFrom(new Date(Date.parse(now) - 500).toUTCString())
  signIn()
})
afterEach(() => { vi.useRealTimers() })

test('A moment counts down by itself and never below nothing', async () => {
  const { result: { until }, app } = await within(useMoments)

  expect(until('2026-03-01T12:00:09.500Z')).toMatch(/^через (9|10) с$/)
  vi.advanceTimersByTime(3_000)
  expect(until('2026-03-01T12:00:09.500Z')).toMatch(/^через (6|7) с$/)
  vi.advanceTimersByTime(60_000)
  expect(until('2026-03-01T12:00:09.500Z')).toBe('отправляется…')
  app.unmount()
})

test('Days are those of the person\'s own zone', async () => {
  const { result: { when }, app } = await within(useMoments)

  expect(when('2026-03-01T20:30:00Z')).toBe('сегодня в 23:30')
  expect(when('2026-03-01T21:30:00Z')).toBe('завтра в 00:30')
  expect(when('2026-02-28T20:00:00Z')).toBe('вчера в 23:00')
  expect(when('2026-03-05T07:00:00Z')).toBe('5 марта в 10:00')
  app.unmount()
})

test.each([
  [15, '15 с'], [0.5, '0,5 с'], [14.6, '15 с'], [150, '2 мин 30 с'], [180, '3 мин'], [1_380, '23 мин'],
  [5_100, '1 ч 25 мин'], [7_200, '2 ч'], [86_400, '1 день'], [273_600, '3 д 4 ч']
])('%d seconds are said «%s»', async (seconds, said) => {
  const { result: { span }, app } = await within(useMoments)

  expect(span(seconds)).toBe(said)
  app.unmount()
})
