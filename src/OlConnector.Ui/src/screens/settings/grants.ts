import { operator } from '../../session/operator'
import { session, type Role } from '../../session/session'

export const roles: readonly Role[] = ['none', 'viewer', 'marketer', 'support', 'admin']

/** What one may give: at most what one holds. Support's console holds everything and changes nothing. */
export function giving () {
  const user = session()?.user
  const role = user?.role ?? (operator() ? 'admin' : 'none')
  return {
    /** Roles up to one's own. */
    mayGive: (wanted: Role): boolean => roles.indexOf(wanted) <= roles.indexOf(role),
    /** Who holds some lines only cannot give all of them. */
    mayGiveAllLines: user?.lines == null
  }
}
