import type { RouteRecordRaw } from 'vue-router'
import { withWords } from '../../words/late'

export const supportRoutes: RouteRecordRaw[] = [
  {
    path: '/support', name: 'support', meta: { title: 'support.title', bare: true, outside: true },
    component: () => withWords('support', () => import('./SupportScreen.vue'))
  }
]
