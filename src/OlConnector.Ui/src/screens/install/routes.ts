import type { RouteRecordRaw } from 'vue-router'

export const installRoutes: RouteRecordRaw[] = [
  { path: '/install', name: 'install', meta: { title: 'install.title', bare: true }, component: () => import('./InstallScreen.vue') }
]
