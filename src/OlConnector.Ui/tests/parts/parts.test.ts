import { expect, test } from 'vitest'
import { phoneText } from '../../src/parts/phoneText'
import { sliceOf } from '../../src/parts/visibleSlice'
import { faultBeside, faultsOf } from '../../src/parts/forms/serverFaults'
import { Refused } from '../../src/api/refused'
import { countGroups } from '../../src/states/messageState'

test('An overlay in a tall frame stands where the person looks', () => {
  const page = { top: 0, height: 2_400 }

  expect(sliceOf({ top: 0, height: 600 }, page)).toEqual({ top: 0, height: 600 })
  expect(sliceOf({ top: 380, height: 720 }, page)).toEqual({ top: 380, height: 720 })
})

test('Where nothing is told, the whole page is taken', () =>
  expect(sliceOf({ top: 0, height: 0 }, { top: 0, height: 700 })).toEqual({ top: 0, height: 700 }))

test.each([
  ['+79990000001', '+7 999 000-00-01'], ['+375291234567', '+375 29 123-45-67'], ['+7999•••0001', '+7 999 •••-00-01'], ['MEDCENTR', 'MEDCENTR'],
  ['1234', '1234'], ['+99912345678', '+999 123 456 78']
])('%s is read as %s', (number, text) => expect(phoneText(number)).toBe(text))

test('The books add up: every state is of one group', () => {
  const counts = countGroups({ delivered: 40, read: 9, sent: 5, failed: 2, undelivered: 1, queued: 43, held: 43, suppressed: 4 })

  expect(counts).toMatchObject({ delivered: 49, failed: 3, queued: 43 })
  expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(147)
})

test('A refusal stands at its field, or beside the button when no field is shown', () => {
  const refused = new Refused(400, { code: 'invalid_gateway_setting', detail: 'Адрес не открывается', field: 'gateway.settings.apiUrl' })

  expect(faultsOf(refused, 'gateway.settings')).toEqual({ apiUrl: 'Адрес не открывается' })
  expect(faultBeside(refused, ['gateway.settings.apiUrl'], '')).toBeNull()
  expect(faultBeside(refused, ['name'], '')).toBe('Адрес не открывается')
  expect(faultBeside(new TypeError('network'), [], 'Нет связи')).toBe('Нет связи')
})
