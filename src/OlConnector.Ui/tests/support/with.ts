import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp, type App } from 'vue'
import { queries } from '../../src/api/polling'
import type { Language, Session } from '../../src/session/session'
import { readSession } from '../../src/session/session'
import { wordsOf } from '../../src/words'

/** Runs a composable inside an app with words and queries. */
export async function within<T> (use: () => T, language: Language = 'ru'): Promise<{ result: T, app: App }> {
  let result!: T
  const app = createApp({ setup () { result = use(); return () => null } })
  app.use(await wordsOf(language)).use(VueQueryPlugin, { queryClient: queries })
  app.mount(document.createElement('div'))
  return { result, app }
}

/** Puts a session into the page, as the host does. */
export function signIn (change: { user?: Partial<Session['user']> } & Partial<Omit<Session, 'user'>> = {}): Session {
  const session: Session = {
    token: 'first',
    expiresAt: '2100-01-01T00:00:00Z',
    portal: {
      id: 'm', domain: 'portal.example', status: 'F', license: null, state: 'active', timeZone: 'Europe/Moscow', country: 'RU',
      needsReauthorization: false
    },
    plan: 'full',
    placement: { code: 'DEFAULT', options: {} },
    lang: 'ru',
    ...change,
    user: { id: '1', name: 'Вера', isAdmin: false, role: 'viewer', timeZone: 'Europe/Moscow', lines: null, ...change.user }
  }
  document.body.innerHTML = `<script id="olc-session" type="application/json">${JSON.stringify(session)}</script>`
  return readSession()!
}
