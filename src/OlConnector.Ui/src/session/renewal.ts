import { portal } from './portal'
import { renewWith, session } from './session'

let underWay: Promise<boolean> | null = null

/** Asks the portal for a fresh token and trades it for a new session. One at a time: others wait for the same answer. */
export function renew (): Promise<boolean> {
  underWay ??= trade().catch(() => false).finally(() => { underWay = null })
  return underWay
}

/** True when the session ends within a minute. */
export const isNearlyOver = (now = Date.now()): boolean => {
  const ends = session()?.expiresAt
  return ends !== undefined && Date.parse(ends) - now < 60_000
}

async function trade (): Promise<boolean> {
  const auth = (await portal())?.auth
  const fresh = auth && await auth.refreshAuth()
  const known = session()
  if (!fresh || !known) return false
  const answer = await fetch('/api/v1/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ accessToken: fresh.access_token, domain: known.portal.domain, memberId: known.portal.id })
  })
  if (!answer.ok) return false
  const { token, expiresAt } = await answer.json() as { token: string, expiresAt: string }
  renewWith(token, expiresAt)
  return true
}
