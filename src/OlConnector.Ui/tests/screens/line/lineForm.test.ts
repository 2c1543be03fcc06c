import { expect, test } from 'vitest'
import { changedFields, patchOf, rebased, type LineForm } from '../../../src/screens/line/settings/lineForm'

const limits: LineForm['limits'] = {
  hoursPerDay: { mode: 'warn', max: '08:00:00' }, daysInRow: { mode: 'warn', max: 3 }, rest: { mode: 'warn', days: 14 },
  youngLine: { mode: 'warn', days: 10 }, newRecipients: { mode: 'warn', perDay: 20, firstDays: 10 },
  recipientHours: { mode: 'off', from: '09:00', to: '21:00' }, perDay: { mode: 'off', max: null }
}
const form = (change: Partial<LineForm> = {}): LineForm => ({
  name: 'Отдел продаж', number: '+79990000001', marketingInterval: '00:00:15', directInterval: '00:00:00.5', jitter: 0, window: null,
  limits, guard: null, collect: null, resendUnknown: false, treatAsMarketing: false, tariff: [], currency: '',
  gateway: { baseUrl: 'https://a.example' }, ...change
})

test('Only what was changed is sent', () => {
  expect(patchOf(form(), form(), 'sandbox')).toEqual({})
  expect(patchOf(form(), form({ marketingInterval: '00:01:00', resendUnknown: true }), 'sandbox'))
    .toEqual({ marketingInterval: '00:01:00', resendUnknown: 'once' })
})

test('A limit is sent with all limits, which the server merges number by number', () => {
  const after = form({ limits: { ...limits, rest: { mode: 'hold', days: 14 } } })

  expect(patchOf(form(), after, 'sandbox')).toEqual({ limits: after.limits })
})

test('What was emptied is null, which is the default', () => {
  const before = form({ currency: 'RUB', tariff: [{ prefix: '7', price: 2.5 }] })

  expect(patchOf(before, form({ number: '' }), 'sandbox')).toEqual({ number: null, currency: null, tariff: null })
})

test('Of a gateway, its kind and the changed settings go; an untouched secret stays at home', () => {
  const after = form({ gateway: { baseUrl: 'https://b.example', token: '' } })

  expect(patchOf(form(), after, 'waha')).toEqual({ gateway: { kind: 'waha', settings: { baseUrl: 'https://b.example' } } })
  expect(changedFields(form(), form({ gateway: { token: '', baseUrl: 'https://a.example' } }))).toEqual([])
})

test('Over another person\'s change mine stays where I changed something, theirs elsewhere', () => {
  const theirs = form({ marketingInterval: '00:00:30', jitter: 20 })
  const mine = form({ marketingInterval: '00:01:00' })

  expect(rebased(mine, form(), theirs)).toEqual(form({ marketingInterval: '00:01:00', jitter: 20 }))
})
