import type { RouteRecordRaw } from 'vue-router'
import { withWords } from '../../words/late'

export const cardRoutes: RouteRecordRaw[] = [
  {
    path: '/card/:kind(lead|deal|contact|company)/:id(\\d+)', name: 'card', meta: { title: 'card.title', bare: true }, props: true,
    component: () => withWords('card', () => import('./CardScreen.vue'))
  }
]
