import type { RouteRecordRaw } from 'vue-router'

export const prepareRoutes: RouteRecordRaw[] = [
  { path: '/prepare', name: 'prepare', meta: { title: 'prepare.title' }, component: () => import('./PrepareScreen.vue') }
]
