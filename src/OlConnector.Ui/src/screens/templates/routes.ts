import type { RouteRecordRaw } from 'vue-router'

export const templatesRoutes: RouteRecordRaw[] = [
  { path: '/templates', name: 'templates', meta: { title: 'templates.title' }, component: () => import('./TemplatesScreen.vue') }
]
