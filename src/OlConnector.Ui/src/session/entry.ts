import type { Session } from './session'

/** Where the portal's click leads: what it names, else the place of the person's work. Values come from outside and are only put into a path. */
export function entryOf (session: Session | null): string {
  if (!session) return '/lines'
  if (session.mode === 'install') return '/install'
  const named = (key: string) => {
    const value = session.placement.options[key]
    return typeof value === 'string' && /^[\w-]{1,64}$/.test(value) ? value : null
  }
  const card = /^CRM_(LEAD|DEAL|CONTACT|COMPANY)_DETAIL_TAB$/.exec(session.placement.code)
  const id = card && String(session.placement.options.ID)
  if (card && id && /^\d{1,15}$/.test(id)) return `/card/${card[1]!.toLowerCase()}/${id}`
  const [message, campaign, line, q] = [named('message'), named('campaign'), named('line'), named('q')]
  if (message) return `/messages?message=${message}`
  if (campaign) return `/campaigns/${campaign}`
  if (line) return `/lines/${line}`
  if (q) return `/messages?q=${q}`
  return session.user.role === 'marketer' ? '/campaigns' : '/lines'
}
