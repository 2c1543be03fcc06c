import type { RouteRecordRaw } from 'vue-router'
import { withWords } from '../../words/late'

export const ownRoutes: RouteRecordRaw[] = [
  {
    path: '/campaigns/new/:id([0-9a-f]{32})?', name: 'own', props: true, meta: { title: 'campaigns.own.open' },
    component: () => withWords('own', () => import('./OwnScreen.vue'))
  }
]
