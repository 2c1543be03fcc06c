import type { Plugin } from 'vite'

interface Told {
  user: { id: string, name: string, role: string, lines: string[] | null, timeZone: string | null }
  portal: { memberId: string, domain: string, state: string, status: string, isDemo: boolean, needsReauthorization: boolean, timeZone: string }
}

/**
 * `npm run dev` outside of a portal: the page gets the session that the host would put into it, made from an API token in `TOKEN`. `?lang=en`,
 * `?mode=install`, `?role=viewer` in the address play another visitor (the role changes what is shown, not what the API allows).
 */
export const devSession = (host: string, token: string | undefined): Plugin => ({
  name: 'olc-dev-session',
  apply: 'serve',
  async transformIndexHtml (html, { originalUrl }) {
    if (!token) return html
    const wish = new URL(originalUrl ?? '/', 'http://dev').searchParams
    const told = await (await fetch(`${host}/api/v1/session`, { headers: { Authorization: `Bearer ${token}` } })).json() as Told
    const session = {
      token,
      expiresAt: '2100-01-01T00:00:00Z',
      mode: wish.get('mode') ?? 'app',
      portal: { ...told.portal, id: told.portal.memberId, license: null, country: 'RU' },
      user: { ...told.user, isAdmin: told.user.role === 'admin', role: wish.get('role') ?? told.user.role, timeZone: told.portal.timeZone },
      plan: told.portal.isDemo ? 'demo' : 'full',
      placement: { code: 'DEFAULT', options: {} },
      lang: wish.get('lang') ?? 'ru'
    }
    const element = `<script id="olc-session" type="application/json">${JSON.stringify(session).replace(/</g, '\\u003c')}</script>`
    return html.replace('<!-- olc-session -->', element)
  }
})
