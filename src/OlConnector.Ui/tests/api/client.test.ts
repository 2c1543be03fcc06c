import { beforeEach, expect, test, vi } from 'vitest'
import { signIn } from '../support/with'

const renew = vi.fn()
vi.mock('../../src/session/renewal', () => ({ isNearlyOver: () => false, renew }))

const server = vi.fn<(request: Request) => Promise<Response>>()
vi.stubGlobal('fetch', server)
const { api, got } = await import('../../src/api/client')
const { forget } = await import('../../src/api/known')
const { Refused } = await import('../../src/api/refused')

const problem = (status: number, body: object, headers: Record<string, string> = {}) => Response.json(body, { status, headers })
const settings = () => got(api.GET('/api/v1/settings', { baseUrl: 'http://app.example' }))

beforeEach(() => {
  server.mockReset()
  renew.mockReset()
  forget()
  signIn()
})

test('What has not changed costs a 304 and is shown all the same', async () => {
  server.mockImplementation(async request => request.headers.get('If-None-Match') === '"1"'
    ? new Response(null, { status: 304 })
    : Response.json({ country: 'RU' }, { headers: { ETag: '"1"' } }))

  expect(await settings()).toEqual({ country: 'RU' })
  expect(await settings()).toEqual({ country: 'RU' })
  expect(server.mock.calls[1]![0].headers.get('If-None-Match')).toBe('"1"')
})

test('A 401 is answered by a renewed session and the same call once more', async () => {
  renew.mockResolvedValue(true)
  server.mockResolvedValueOnce(problem(401, { code: 'invalid_token' })).mockResolvedValueOnce(Response.json({ country: 'BY' }))

  expect(await settings()).toEqual({ country: 'BY' })
  expect(renew).toHaveBeenCalledOnce()
})

test('A command is sent once more with its body', async () => {
  renew.mockResolvedValue(true)
  const bodies: string[] = []
  server.mockImplementation(async request => {
    bodies.push(await request.text())
    return bodies.length === 1 ? problem(401, {}) : Response.json({})
  })
  await api.PATCH('/api/v1/settings', { baseUrl: 'http://app.example', body: { country: 'BY' } })

  expect(bodies).toEqual(['{"country":"BY"}', '{"country":"BY"}'])
})

test('A refusal carries its code, its field, its sentence and what would help', async () => {
  server.mockResolvedValue(problem(
    409, { code: 'acknowledgement_required', detail: 'Повторите число', field: 'acknowledge', acknowledge: 143 }, { 'Retry-After': '7' }))

  const refused = await settings().catch((error: unknown) => error)

  expect(refused).toBeInstanceOf(Refused)
  expect(refused).toMatchObject({
    status: 409, code: 'acknowledgement_required', field: 'acknowledge', detail: 'Повторите число', hint: { acknowledge: 143 }, retryAfter: 7
  })
})
