import { beforeEach, expect, test, vi } from 'vitest'
import { actAsOperator } from '../../src/session/operator'
import { whyNotOperator } from '../../src/session/rights'

const server = vi.fn<(request: Request) => Promise<Response>>()
vi.stubGlobal('fetch', server)
const { api, got } = await import('../../src/api/client')
const { reasonAsked } = await import('../../src/api/explained')

const pause = () => got(api.POST('/api/v1/lines/{id}/pause', { baseUrl: 'http://app.example', params: { path: { id: 'a' } } }))
const headers = (call: number) => server.mock.calls[call]![0].headers

beforeEach(() => {
  server.mockReset()
  actAsOperator({ token: 'support', portal: 'm', domain: 'portal.example' })
  server.mockImplementation(async request => request.headers.has('X-Reason')
    ? Response.json({ state: 'paused' })
    : Response.json({ code: 'reason_required' }, { status: 400 }))
})

test('Where the server wants a reason the person is asked, and the change goes once more with it', async () => {
  const paused = pause()
  await vi.waitUntil(reasonAsked)
  reasonAsked()!.explain('Обращение 118')

  expect(await paused).toEqual({ state: 'paused' })
  expect(decodeURIComponent(headers(1).get('X-Reason')!)).toBe('Обращение 118')
  expect(headers(1).get('X-Portal')).toBe('m')
  expect(reasonAsked()).toBeNull()
})

test('Without a reason nothing goes again, and the screen hears why', async () => {
  const paused = pause().catch((error: Error) => error.message)
  await vi.waitUntil(reasonAsked)
  reasonAsked()!.decline('Ничего не изменено')

  expect(await paused).toBe('Ничего не изменено')
  expect(server).toHaveBeenCalledOnce()
})

test('Two changes at once are one question', async () => {
  const both = Promise.all([pause(), pause()])
  await vi.waitUntil(() => reasonAsked() && server.mock.calls.length === 2)
  await new Promise(resolve => setTimeout(resolve))
  reasonAsked()!.explain('Обращение 118')

  expect(await both).toHaveLength(2)
})

test.each([
  ['line.steer', null], ['line.pace', null], ['audit', null],
  ['line.gateway', 'common.mayNot.admin'], ['tokens', 'common.mayNot.admin'], ['message.send', 'common.mayNot.operator']
] as const)('Support in a portal that wants %s hears %s', (act, why) => expect(whyNotOperator(act)).toBe(why))
