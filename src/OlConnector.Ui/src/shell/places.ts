import type { RouteLocationRaw } from 'vue-router'
import type { WordKey } from '../words'

/** An item of the bar. A new screen is one line here: stop list and files have their room before `settings`. */
export interface Place { key: string, to: RouteLocationRaw, name: WordKey, counts?: 'lines' | 'campaigns' }

export const places: readonly Place[] = [
  { key: 'lines', to: '/lines', name: 'common.nav.lines', counts: 'lines' },
  { key: 'campaigns', to: '/campaigns', name: 'common.nav.campaigns', counts: 'campaigns' },
  { key: 'compose', to: '/compose', name: 'common.nav.compose' },
  { key: 'messages', to: '/messages', name: 'common.nav.messages' },
  { key: 'results', to: '/results', name: 'common.nav.results' },
  { key: 'templates', to: '/templates', name: 'common.nav.templates' },
  { key: 'launch', to: '/launch', name: 'common.nav.launch' },
  { key: 'settings', to: '/settings', name: 'common.nav.settings' }
]
