import createClient, { type Middleware } from 'openapi-fetch'
import type { paths } from './contract'
import { isNearlyOver, renew } from '../session/renewal'
import { session } from '../session/session'
import { clockFrom } from '../time/clock'
import { Refused } from './refused'

/** Sends the session, renews it in time and once more on a 401, and turns refusals into {@link Refused}. */
const authority: Middleware = {
  async onRequest ({ request }) {
    if (isNearlyOver()) await renew()
    return authorized(request)
  },
  async onResponse ({ request, response }) {
    clockFrom(response.headers.get('Date'))
    if (response.status === 401 && await renew()) {
      const again = await fetch(authorized(request))
      if (again.ok) return again
      response = again
    }
    if (!response.ok && response.status !== 304) throw await Refused.read(response)
    return response
  }
}

function authorized (request: Request): Request {
  const again = request.clone()
  const token = session()?.token
  if (token) again.headers.set('Authorization', `Bearer ${token}`)
  return again
}

export const api = createClient<paths>({ baseUrl: '/' })
api.use(authority)

/** A key for one act of a person: pressed twice, done once. */
export const actKey = (): { 'Idempotency-Key': string } => ({ 'Idempotency-Key': crypto.randomUUID() })
