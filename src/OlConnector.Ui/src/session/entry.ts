import type { Session } from './session'

/** Where the portal's click leads: what it names, else the place of the person's work. Values come from outside and are only put into a path. */
export function entryOf (session: Session | null): string {
  if (!session) return '/lines'
  if (session.mode === 'install') return '/install'
  const named = (key: string) => {
    const value = session.placement.options[key]
    return typeof value === 'string' && /^[\w-]{1,64}$/.test(value) ? value : null
  }
  const [message, campaign, line] = [named('message'), named('campaign'), named('line')]
  if (message) return `/messages?message=${message}`
  if (campaign) return `/campaigns/${campaign}`
  if (line) return `/lines/${line}`
  return session.user.role === 'marketer' ? '/campaigns' : '/lines'
}
