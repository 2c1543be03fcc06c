import type { RouteRecordRaw } from 'vue-router'
import { withWords } from '../../words/late'

export const installRoutes: RouteRecordRaw[] = [
  {
    path: '/install', name: 'install', meta: { title: 'install.title', bare: true },
    component: () => withWords('install', () => import('./InstallScreen.vue'))
  }
]
