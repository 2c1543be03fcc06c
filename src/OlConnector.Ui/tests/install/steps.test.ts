import { expect, test } from 'vitest'
import type { Line } from '../../src/api/lines'
import { hoursText } from '../../src/screens/install/hoursText'
import { beginningOf, pacesOf } from '../../src/screens/install/presets'
import { isOpen, lineOf, stepOf } from '../../src/screens/install/steps'
import type { Say } from '../../src/words'

const aLine = (change: Partial<Line> = {}): Line => ({
  id: 'a', state: 'active', connection: 'connected', connectedAt: '2026-03-01T10:00:00Z', createdAt: '2026-03-01T09:00:00Z', ...change
}) as Line
const begun = aLine({ id: 'begun', connection: 'needsLogin', connectedAt: null, createdAt: '2026-03-02T09:00:00Z' })

test('A newcomer begins with what it takes, and somebody with lines at the next line', () => {
  expect(stepOf(null, false, true)).toBe('need')
  expect(stepOf(null, false, false)).toBe('line')
})

test('Whoever left in the middle goes on with the line that was begun', () => {
  expect(lineOf([aLine(), begun], null, false)?.id).toBe('begun')
  expect(stepOf(begun, false, false)).toBe('line')
  expect(stepOf(aLine(), false, false)).toBe('pace')
  expect(stepOf(aLine(), true, false)).toBe('done')
})

test('Lines that work are left alone, unless the app is being installed or the address names one', () => {
  expect(lineOf([aLine()], null, false)).toBeNull()
  expect(lineOf([aLine()], null, true)?.id).toBe('a')
  expect(lineOf([aLine(), begun], 'a', false)?.id).toBe('a')
  expect(lineOf([begun], 'new', false)).toBeNull()
  expect(lineOf([aLine({ state: 'off', connectedAt: null })], null, true)).toBeNull()
})

test('Without a line there is no pace to set', () => {
  expect(isOpen('pace', null)).toBe(false)
  expect(isOpen('done', null)).toBe(true)
  expect(isOpen('check', aLine())).toBe(true)
})

test('Paces below the gateway\'s floor are shown and cannot be taken; a pace of one\'s own is a fourth', () => {
  expect(pacesOf('00:00:30', '00:00:15').map(pace => [pace.key, pace.isBelowFloor])).toEqual([['careful', false], ['usual', false], ['least', false]])
  expect(pacesOf('00:00:20', '00:00:20').map(pace => [pace.key, pace.isBelowFloor]))
    .toEqual([['careful', false], ['usual', false], ['least', true], ['own', false]])
})

test('A new line begins carefully, and one whose pace was chosen with that', () => {
  expect(beginningOf('00:00:15')).toBe('00:01:00')
  expect(beginningOf('00:00:30')).toBe('00:00:30')
})

test('Days in a row are said as one', () => {
  const t = ((key: string) => key.replace(/^(forms\.days|zones)\./, '')) as Say
  const window = { days: ['fri', 'mon', 'tue', 'wed', 'sun'], from: '10:00', to: '18:00', timeZone: 'Europe/Moscow' }

  expect(hoursText(window, t)).toBe('mon–wed, fri, sun 10:00–18:00, Moscow')
})
