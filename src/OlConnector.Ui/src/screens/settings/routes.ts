import type { RouteRecordRaw } from 'vue-router'

export const sections = ['portal', 'users', 'tokens', 'stopList', 'audit'] as const

export const settingsRoutes: RouteRecordRaw[] = [
  {
    path: '/settings',
    meta: { title: 'settings.title' },
    component: () => import('./SettingsScreen.vue'),
    children: [
      { path: '', redirect: { name: 'settings.portal' } },
      { path: 'portal', name: 'settings.portal', component: () => import('./PortalSection.vue') },
      { path: 'users', name: 'settings.users', component: () => import('./UsersSection.vue') },
      { path: 'tokens', name: 'settings.tokens', component: () => import('./TokensSection.vue') },
      { path: 'stop-list', name: 'settings.stopList', component: () => import('./StopListSection.vue') },
      { path: 'audit', name: 'settings.audit', component: () => import('./AuditSection.vue') }
    ]
  }
]
