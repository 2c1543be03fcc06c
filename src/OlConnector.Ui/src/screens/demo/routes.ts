import type { RouteRecordRaw } from 'vue-router'

export const demoRoutes: RouteRecordRaw[] = [
  { path: '/demo', name: 'demo', meta: { title: 'demo.title' }, component: () => import('./DemoScreen.vue') }
]
