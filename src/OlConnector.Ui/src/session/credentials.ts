import { operator } from './operator'
import { session } from './session'

/** The headers by which the API knows who calls. */
export function credentials (): Record<string, string> {
  const support = operator()
  if (support) return { Authorization: `Bearer ${support.token}`, ...support.portal && { 'X-Portal': support.portal } }
  const own = session()
  return own ? { Authorization: `Bearer ${own.token}` } : {}
}
