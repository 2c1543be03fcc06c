import { expect, test } from 'vitest'
import { kindOf, weeksOf, type Day } from '../../../src/screens/line/calendar/weeks'

const day = (date: string, change: Partial<Day> = {}): Day =>
  ({ date, sent: 0, newRecipients: 0, rest: false, allowed: true, reason: null, ...change })

test('Weeks begin on Monday, and days that are not told are empty places', () => {
  const weeks = weeksOf([day('2026-03-04'), day('2026-03-05'), day('2026-03-06'), day('2026-03-07'), day('2026-03-08'), day('2026-03-09')])

  expect(weeks.map(week => week.map(one => one?.date.slice(-2) ?? null))).toEqual([
    [null, null, '04', '05', '06', '07', '08'], ['09', null, null, null, null, null, null]
  ])
})

test('A day is first of all what was sent on it, then its rest, then whether it may send', () => {
  expect(kindOf(day('2026-03-04', { sent: 3, rest: true }))).toBe('sent')
  expect(kindOf(day('2026-03-04', { allowed: null }))).toBe('past')
  expect(kindOf(day('2026-03-04', { rest: true, allowed: false }))).toBe('rest')
  expect(kindOf(day('2026-03-04', { allowed: false, reason: 'WINDOW' }))).toBe('closed')
  expect(kindOf(day('2026-03-04'))).toBe('free')
})

test('A calendar without days has no weeks', () => expect(weeksOf([])).toEqual([]))
