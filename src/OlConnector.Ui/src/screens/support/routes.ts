import type { RouteRecordRaw } from 'vue-router'

export const supportRoutes: RouteRecordRaw[] = [
  { path: '/support', name: 'support', meta: { title: 'support.title', bare: true, outside: true }, component: () => import('./SupportScreen.vue') }
]
