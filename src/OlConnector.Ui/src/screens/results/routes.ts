import type { RouteRecordRaw } from 'vue-router'

export const resultsRoutes: RouteRecordRaw[] = [
  { path: '/results', name: 'results', meta: { title: 'results.title' }, component: () => import('./ResultsScreen.vue') }
]
