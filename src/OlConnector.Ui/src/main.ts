import './theme/main.css'
import b24ui from '@bitrix24/b24ui-nuxt/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import { queries } from './api/polling'
import { router } from './router'
import { readSession } from './session/session'
import App from './shell/App.vue'
import { wearSystemTheme } from './theme/theme'
import { wordsOf } from './words'

const session = readSession()
wearSystemTheme()
const language = session?.lang ?? (/^(ru|kk|uk|be)\b/.test(navigator.language) ? 'ru' : 'en')
document.documentElement.lang = language

createApp(App)
  .use(await wordsOf(language))
  .use(router)
  .use(b24ui)
  .use(VueQueryPlugin, { queryClient: queries })
  .mount('#app')
