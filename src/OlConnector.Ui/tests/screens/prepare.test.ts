import { expect, test } from 'vitest'
import type { Campaign } from '../../src/api/campaigns'
import { noWish, settingsOf, wishOf } from '../../src/screens/prepare/wish'

const nothing = { guard: null, collect: null, notify: null, waves: null, window: null, validUntil: null, perMinute: null }

test('What nobody said is left to the app and the line', () =>
  expect(settingsOf(noWish())).toEqual(nothing))

test('What was stored comes back as it was', () => {
  const settings = {
    guard: { limit: 20, policy: 'holdAll' }, collect: true, waves: { size: 5, gap: '02:30:00' }, validUntil: '2026-03-01T10:00:00Z', startAt: null,
    window: { days: ['mon'], from: '10:00', to: '18:00', timeZone: 'UTC' }
  }

  const notify = { users: ['7'], number: '+79990000001' }
  expect(settingsOf(wishOf({ settings, notify } as unknown as Campaign))).toMatchObject({
    notify, guard: settings.guard, collect: true, waves: settings.waves, window: settings.window, validUntil: settings.validUntil
  })
})

test('A pause that nobody touched stays as it was said', () => {
  const paced = { settings: { interval: '00:00:08.5714285', perMinute: 7 } } as unknown as Campaign
  const wish = wishOf(paced)

  expect([wish.pace, wish.perMinute, settingsOf(wish, paced)]).toEqual(['8.6', '7', { ...nothing, perMinute: 7 }])
  expect(settingsOf({ ...wish, pace: '10' }, paced)).toMatchObject({ interval: '00:00:10', perMinute: 7 })
  expect(settingsOf({ ...wish, pace: '', perMinute: '' }, paced)).toMatchObject({ interval: null, perMinute: null })
})

test('What is no number goes to the server, which says what may stand there', () => {
  const { waves } = settingsOf({ ...noWish(), hasWaves: true, size: '-3' })

  expect(waves?.size).toBe(0)
})
