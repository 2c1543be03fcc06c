import type { RouteRecordRaw } from 'vue-router'

export const campaignRoutes: RouteRecordRaw[] = [
  { path: '/campaigns', name: 'campaigns', meta: { title: 'campaigns.title' }, component: () => import('./CampaignsScreen.vue') },
  {
    path: '/campaigns/:id([0-9a-f]{32})', name: 'campaign', props: true, meta: { title: 'campaigns.title' },
    component: () => import('./CampaignScreen.vue')
  }
]
