import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router'
import { campaignRoutes } from './screens/campaigns/routes'
import { cardRoutes } from './screens/card/routes'
import { composeRoutes } from './screens/compose/routes'
import { demoRoutes } from './screens/demo/routes'
import { installRoutes } from './screens/install/routes'
import { launchRoutes } from './screens/launch/routes'
import { lineRoutes } from './screens/line/routes'
import { linesRoutes } from './screens/lines/routes'
import { messagesRoutes } from './screens/messages/routes'
import { ownRoutes } from './screens/own/routes'
import { prepareRoutes } from './screens/prepare/routes'
import { resultsRoutes } from './screens/results/routes'
import { settingsRoutes } from './screens/settings/routes'
import { supportRoutes } from './screens/support/routes'
import { templatesRoutes } from './screens/templates/routes'
import { entryOf } from './session/entry'
import { operator } from './session/operator'
import { session } from './session/session'
import type { WordKey } from './words'

declare module 'vue-router' {
  interface RouteMeta {
    /** The portal's heading above the frame. */
    title?: WordKey
    /** Shown without the bar of navigation. */
    bare?: boolean
    /** Shown to those who come without a session of the portal. */
    outside?: boolean
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: () => location.pathname === '/support' ? '/support' : entryOf(session()) },
  ...linesRoutes, ...lineRoutes, ...composeRoutes, ...campaignRoutes, ...messagesRoutes, ...launchRoutes, ...prepareRoutes,
  ...ownRoutes, ...demoRoutes, ...resultsRoutes, ...templatesRoutes, ...cardRoutes, ...installRoutes, ...settingsRoutes, ...supportRoutes,
  { path: '/:anything(.*)', redirect: '/' }
]

/** Hash history: the frame's address is one POST of the portal's, and reloading another address would lose it. */
export const router = createRouter({ history: createWebHashHistory(), routes, scrollBehavior: (_, __, saved) => saved ?? undefined })

/** A reload forgets who came in: support types its token again instead of reading that this page belongs into a portal. */
router.beforeEach(to => location.pathname !== '/support' || to.meta.outside || operator()?.portal ? true : '/support')
