import type { RouteRecordRaw } from 'vue-router'

export const composeRoutes: RouteRecordRaw[] = [
  { path: '/compose', name: 'compose', meta: { title: 'compose.title' }, component: () => import('./ComposeScreen.vue') }
]
