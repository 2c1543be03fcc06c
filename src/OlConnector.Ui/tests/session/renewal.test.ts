import { beforeEach, expect, test, vi } from 'vitest'
import { session, sessionIsOver } from '../../src/session/session'
import { signIn } from '../support/with'

const refreshAuth = vi.fn()
vi.mock('../../src/session/portal', () => ({ portal: async () => ({ auth: { refreshAuth } }) }))
const { isNearlyOver, renew } = await import('../../src/session/renewal')

const answer = vi.fn()
beforeEach(() => {
  refreshAuth.mockReset().mockResolvedValue({ access_token: 'fresh' })
  answer.mockReset().mockImplementation(async () => Response.json({
    token: 'second', expiresAt: '2100-01-01T01:00:00Z', user: { role: 'support', lines: ['a'] }
  }))
  vi.stubGlobal('fetch', answer)
  signIn()
})

test('Those who come at once share one renewal', async () => {
  expect(await Promise.all([renew(), renew(), renew()])).toEqual([true, true, true])

  expect(refreshAuth).toHaveBeenCalledOnce()
  expect(answer).toHaveBeenCalledOnce()
  expect(session()?.token).toBe('second')
})

test('A renewed session brings the rights that the person has by now', async () => {
  await renew()

  expect(session()?.user).toMatchObject({ name: 'Вера', role: 'support', lines: ['a'] })
})

test('A session is renewed within its last minute', () => {
  const ends = Date.parse('2026-03-01T12:00:00Z')
  signIn({ expiresAt: '2026-03-01T12:00:00Z' })

  expect(isNearlyOver(ends - 61_000)).toBe(false)
  expect(isNearlyOver(ends - 59_000)).toBe(true)
})

test('A broken connection does not end the session', async () => {
  answer.mockRejectedValue(new TypeError('network'))

  expect(await renew()).toBe(false)
  expect(sessionIsOver()).toBe(false)
})

test('The portal\'s no ends it, and a later yes takes it up again', async () => {
  refreshAuth.mockRejectedValueOnce(new Error('JSSDK_FRAME_REFRESH_AUTH_TIMEOUT'))

  expect(await renew()).toBe(false)
  expect(sessionIsOver()).toBe(true)
  expect(await renew()).toBe(true)
  expect(sessionIsOver()).toBe(false)
})
