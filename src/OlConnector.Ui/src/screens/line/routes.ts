import type { RouteRecordRaw } from 'vue-router'

export const lineTabs = ['settings', 'calendar', 'connection', 'check', 'access', 'history'] as const

/** The tabs of a line are child routes: each is a file of its own and gets the loaded `line`. */
export const lineRoutes: RouteRecordRaw[] = [
  {
    path: '/lines/:id([0-9a-f]{32})',
    props: true,
    meta: { title: 'line.title' },
    component: () => import('./LineScreen.vue'),
    children: [
      { path: '', name: 'line.settings', component: () => import('./LineSettings.vue') },
      { path: 'calendar', name: 'line.calendar', component: () => import('./LineCalendar.vue') },
      { path: 'connection', name: 'line.connection', component: () => import('./LineConnection.vue') },
      { path: 'check', name: 'line.check', component: () => import('./LineCheck.vue') },
      { path: 'access', name: 'line.access', component: () => import('./LineAccess.vue') },
      { path: 'history', name: 'line.history', component: () => import('./LineHistory.vue') }
    ]
  }
]
