import './theme/main.css'
import b24ui from '@bitrix24/b24ui-nuxt/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import { polling } from './api/polling'
import { router } from './router'
import { readSession } from './session/session'
import App from './shell/App.vue'
import { systemTheme, wear } from './theme/theme'
import { wordsOf } from './words'

const session = readSession()
wear(systemTheme())
document.documentElement.lang = session?.lang ?? (navigator.language.startsWith('ru') ? 'ru' : 'en')

createApp(App, { session })
  .use(await wordsOf(document.documentElement.lang === 'ru' ? 'ru' : 'en'))
  .use(router)
  .use(b24ui)
  .use(VueQueryPlugin, { queryClient: polling })
  .mount('#app')
