import type { RouteRecordRaw } from 'vue-router'

export const sections = ['portal', 'users', 'tokens', 'webhooks', 'stopList', 'audit', 'developers'] as const

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
      { path: 'webhooks', name: 'settings.webhooks', component: () => import('./WebhooksSection.vue') },
      { path: 'developers', name: 'settings.developers', component: () => import('./DevelopersSection.vue') },
      { path: 'stop-list', name: 'settings.stopList', component: () => import('./StopListSection.vue') },
      { path: 'audit', name: 'settings.audit', component: () => import('./AuditSection.vue') }
    ]
  }
]
