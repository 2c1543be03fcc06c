import type { RouteRecordRaw } from 'vue-router'

export const linesRoutes: RouteRecordRaw[] = [
  { path: '/lines', name: 'lines', meta: { title: 'lines.title' }, component: () => import('./LinesScreen.vue') }
]
