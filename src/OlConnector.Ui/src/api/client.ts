import createClient, { type Middleware } from 'openapi-fetch'
import { credentials } from '../session/credentials'
import { operator } from '../session/operator'
import { isNearlyOver, renew } from '../session/renewal'
import { clockFrom } from '../time/clock'
import type { components, paths } from './contract'
import { askReason, notExplained } from './explained'
import { recall, remember, tagOf } from './known'
import { Refused } from './refused'

export type Shapes = components['schemas']

/** Sends who calls, renews the session in time and once more on a 401, asks for changes only, and turns refusals into {@link Refused}. */
const manners: Middleware = {
  async onRequest ({ request }) {
    if (isNearlyOver()) await renew()
    return prepared(request)
  },
  async onResponse ({ request, response }) {
    clockFrom(response.headers.get('Date'))
    if (response.status === 401 && await renew()) response = await fetch(prepared(request))
    if (response.status === 400 && operator()) response = await explained(request, response)
    if (response.status === 304) return recall(request.url) ?? response
    if (!response.ok) throw await Refused.read(response)
    if (request.method === 'GET') await remember(request.url, response)
    return response
  }
}

/** Which changes want a reason is the server's word: where it asks for one, the person is asked, and the change is sent once more. */
async function explained (request: Request, response: Response): Promise<Response> {
  const refused = await Refused.read(response.clone())
  if (refused.code !== 'reason_required') return response
  const portal = request.headers.get('X-Portal')
  if (operator()?.portal !== portal) throw notExplained()
  const reason = await askReason()
  // Meant for the portal that was looked at, whatever is looked at by now.
  if (operator()?.portal !== portal) throw notExplained()
  const again = prepared(request)
  again.headers.set('X-Reason', encodeURIComponent(reason))
  return fetch(again)
}

/** A request is kept unread until it is answered, so that it can be sent once more under a new session. */
function prepared (request: Request): Request {
  const ready = request.clone()
  for (const [name, value] of Object.entries(credentials())) ready.headers.set(name, value)
  ready.headers.set('Accept-Language', document.documentElement.lang)
  const tag = request.method === 'GET' ? tagOf(request.url) : undefined
  if (tag) ready.headers.set('If-None-Match', tag)
  return ready
}

export const api = createClient<paths>({ baseUrl: '/' })
api.use(manners)

/** The body of an answer: refusals were thrown before. */
export const got = async <T> (answer: Promise<{ data?: T }>): Promise<T> => (await answer).data as T

/** The same with its tag, for a form that must not undo what somebody else saved meanwhile. */
export type Tagged<T> = T & { etag: string | null }
export async function gotTagged<T extends object> (answer: Promise<{ data?: T, response: Response }>): Promise<Tagged<T>> {
  const { data, response } = await answer
  return { ...data as T, etag: response.headers.get('ETag') }
}

/** A key for one act of a person: pressed twice, done once. */
export const once = (): { 'Idempotency-Key': string } => ({ 'Idempotency-Key': crypto.randomUUID() })

/** Refuses the change (412) when somebody else was faster. */
export const unlessChanged = (etag: string | null | undefined): Record<string, string> => etag ? { 'If-Match': etag } : {}
