import { serverNow } from '../time/clock'
import { portal } from './portal'
import { endSession, renewWith, session } from './session'

let underWay: Promise<boolean> | null = null

/** Asks the portal for a fresh token and trades it for a new session. One at a time: others wait for the same answer. */
export function renew (): Promise<boolean> {
  underWay ??= trade().finally(() => { underWay = null })
  return underWay
}

/** True when the session ends within a minute. */
export const isNearlyOver = (now = serverNow()): boolean => {
  const ends = session()?.expiresAt
  return ends !== undefined && Date.parse(ends) - now < 60_000
}

/** The portal's no ends the session; a broken connection does not: what failed is tried again by whoever asked. */
async function trade (): Promise<boolean> {
  const [frame, known] = [await portal(), session()]
  if (!frame || !known) return false
  const fresh = await frame.auth.refreshAuth().catch(() => false as const)
  const answer = fresh && await fetch('/api/v1/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': known.lang },
    body: JSON.stringify({ accessToken: fresh.access_token, domain: known.portal.domain, memberId: known.portal.id })
  }).catch(() => null)
  if (answer === null) return false
  if (answer && answer.ok) {
    renewWith(await answer.json())
    return true
  }
  if (!answer || answer.status === 401 || answer.status === 403) endSession()
  return false
}
