import type { RouteRecordRaw } from 'vue-router'

export const launchRoutes: RouteRecordRaw[] = [
  { path: '/launch', name: 'launch', meta: { title: 'launch.title' }, component: () => import('./LaunchScreen.vue') }
]
