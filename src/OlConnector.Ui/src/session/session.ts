/** Who looks at the interface, as the host wrote it into the page (`olc-session`). Kept in memory only: no cookie, no storage. */
export interface Session {
  token: string
  /** ISO 8601; the session is renewed a minute before. */
  expiresAt: string
  portal: {
    id: string
    domain: string
    state: 'active' | 'unpaid' | 'gone'
    timeZone: string
    country: string
    needsReauthorization: boolean
  }
  user: {
    id: string
    name: string
    isAdmin: boolean
    role: Role
    timeZone: string | null
    /** Lines that exist for this person; null for all. */
    lines: string[] | null
  }
  plan: 'demo' | 'full'
  placement: { code: string, options: Record<string, unknown> }
  lang: Language
}

export type Role = 'viewer' | 'marketer' | 'support' | 'admin'
export type Language = 'ru' | 'en'

let current: Session | null = null

/** Reads the session once, synchronously. Null outside of a portal. */
export function readSession (page: Document = document): Session | null {
  const text = page.getElementById('olc-session')?.textContent
  current = text ? JSON.parse(text) as Session : null
  return current
}

export const session = (): Session | null => current

/** Puts a renewed token in the place of the old one. */
export function renewWith (token: string, expiresAt: string): void {
  if (current) current = { ...current, token, expiresAt }
}
