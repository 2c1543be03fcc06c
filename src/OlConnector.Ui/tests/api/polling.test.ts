import { focusManager, useQuery } from '@tanstack/vue-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { askEvery, lostSince, pace, polled, queries } from '../../src/api/polling'
import { Refused } from '../../src/api/refused'
import { within } from '../support/with'

test('What runs is asked for often, what rests seldom', () => {
  expect(askEvery(true, 0)).toBe(pace.running)
  expect(askEvery(false, 0)).toBe(pace.quiet)
})

test('Each failure doubles the pause, up to half a minute', () =>
  expect([1, 2, 3, 4, 9].map(failures => askEvery(true, failures))).toEqual([4_000, 8_000, 16_000, 30_000, 30_000]))

test('Who was told when to come back does not come before', () => expect(askEvery(true, 1, 45)).toBe(45_000))

const ask = vi.fn()
const watch = () => within(() => useQuery({ queryKey: ['thing'], queryFn: ask, refetchInterval: polled((busy: boolean) => busy) }))

beforeEach(() => {
  vi.useFakeTimers()
  queries.clear()
  ask.mockReset().mockResolvedValue(true)
})
afterEach(() => {
  focusManager.setFocused(undefined)
  vi.useRealTimers()
})

test('A hidden tab does not ask; one that is shown again does at once', async () => {
  const { app } = await watch()
  await vi.advanceTimersByTimeAsync(4_100)
  expect(ask).toHaveBeenCalledTimes(3)

  focusManager.setFocused(false)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(ask).toHaveBeenCalledTimes(3)

  focusManager.setFocused(true)
  await vi.advanceTimersByTimeAsync(0)
  expect(ask).toHaveBeenCalledTimes(4)
  app.unmount()
})

test('A slow answer is waited for, not asked for again', async () => {
  ask.mockImplementation(() => new Promise(() => {}))
  const { app } = await watch()
  await vi.advanceTimersByTimeAsync(30_000)

  expect(ask).toHaveBeenCalledOnce()
  app.unmount()
})

test('Old data stays when nothing answers, its age is known, and the pause grows', async () => {
  const { result: { data }, app } = await watch()
  await vi.advanceTimersByTimeAsync(0)
  const heard = Date.now()
  ask.mockRejectedValue(new TypeError('network'))
  await vi.advanceTimersByTimeAsync(2_000)

  expect(data.value).toBe(true)
  expect(Math.abs(lostSince.value! - heard)).toBeLessThan(1_000)
  await vi.advanceTimersByTimeAsync(3_900)
  expect(ask).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(200)
  expect(ask).toHaveBeenCalledTimes(3)

  ask.mockResolvedValue(true)
  await vi.advanceTimersByTimeAsync(8_000)
  expect(lostSince.value).toBeNull()
  app.unmount()
})

test('A refusal is no outage', async () => {
  ask.mockRejectedValue(new Refused(403, { code: 'forbidden' }))
  const { app } = await watch()
  await vi.advanceTimersByTimeAsync(0)

  expect(lostSince.value).toBeNull()
  app.unmount()
})
