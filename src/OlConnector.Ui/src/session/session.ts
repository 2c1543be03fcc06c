import { shallowRef } from 'vue'

/** Who looks at the interface, as the host wrote it into the page (`olc-session`). Kept in memory only: no cookie, no storage. */
export interface Session {
  token: string
  /** ISO 8601; the session is renewed a minute before. */
  expiresAt: string
  /** `install` when the portal opened the installer's page. */
  mode?: 'install' | 'app'
  portal: {
    id: string
    domain: string
    status: string
    license: string | null
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
  /** Numbers of this installation to say in sentences (docs/api.md). */
  bounds?: Bounds
  /** What the portal could not be told when the page was opened, in words. */
  trouble?: string | null
}

/** Spans are written as the API writes them. */
export interface Bounds {
  guardWarn: number
  guardLimit: number
  releaseWithoutCount: number
  demoMessages: number
  demoPeriod: string
  demoLines: number
  lines: number
  longestInterval: string
}

export type Role = 'none' | 'viewer' | 'marketer' | 'support' | 'admin'
export type Language = 'ru' | 'en'

const current = shallowRef<Session | null>(null)
const isOver = shallowRef(false)

/** Reads the session once, synchronously. Null outside of a portal. */
export function readSession (page: Document = document): Session | null {
  const text = page.getElementById('olc-session')?.textContent
  current.value = text ? JSON.parse(text) as Session : null
  return current.value
}

export const session = (): Session | null => current.value

/** True once the portal did not vouch for the person any more: a calm page stands over the screen, which keeps its texts. */
export const sessionIsOver = (): boolean => isOver.value
export const endSession = (): void => { isOver.value = true }

/** Puts a renewed token in the place of the old one, and the rights that the person has by now. */
export function renewWith (fresh: { token: string, expiresAt: string, user?: Partial<Session['user']> }): void {
  const known = current.value
  if (!known) return
  const { role = known.user.role, lines = known.user.lines } = fresh.user ?? {}
  current.value = { ...known, token: fresh.token, expiresAt: fresh.expiresAt, user: { ...known.user, role, lines } }
  isOver.value = false
}
