import type { RouteRecordRaw } from 'vue-router'

export const messagesRoutes: RouteRecordRaw[] = [
  { path: '/messages', name: 'messages', meta: { title: 'messages.title' }, component: () => import('./MessagesScreen.vue') }
]
