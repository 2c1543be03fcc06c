import '../theme/main.css'
import b24ui from '@bitrix24/b24ui-nuxt/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import { createRouter, createWebHashHistory } from 'vue-router'
import { queries } from '../api/polling'
import { wearSystemTheme } from '../theme/theme'
import { wordsOf } from '../words'
import Gallery from './Gallery.vue'
import Parts from './Parts.vue'

/** Every part on one page, for those who build screens and for pictures of both themes: `npm run gallery`, then ?en and the button at the top. */
wearSystemTheme()
const language = location.search.includes('en') ? 'en' : 'ru'
document.documentElement.lang = language

createApp(Gallery)
  .use(await wordsOf(language))
  .use(createRouter({ history: createWebHashHistory(), routes: [{ path: '/:any(.*)', component: Parts }] }))
  .use(b24ui)
  .use(VueQueryPlugin, { queryClient: queries })
  .mount('#app')
