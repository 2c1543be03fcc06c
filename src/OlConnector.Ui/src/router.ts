import { createRouter, createWebHashHistory } from 'vue-router'

/** Hash history: the frame's address is one POST of the portal's, and reloading another address would lose it. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', redirect: '/lines' },
    { path: '/lines', name: 'lines', component: () => import('./screens/lines/LinesScreen.vue') }
  ]
})
