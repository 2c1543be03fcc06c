import { language } from './ahead'
import './theme/main.css'
import b24ui from '@bitrix24/b24ui-nuxt/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import { askLines } from './api/lines'
import { queries } from './api/polling'
import { router } from './router'
import { session } from './session/session'
import App from './shell/App.vue'
import { warmUp } from './shell/warmth'
import { wearSystemTheme } from './theme/theme'
import { wordsOf } from './words'

wearSystemTheme()
document.documentElement.lang = language

const app = createApp(App).use(router).use(b24ui).use(VueQueryPlugin, { queryClient: queries })
if (session()) void askLines()

setTimeout(() => warmUp(language))
app.use(await wordsOf(language)).mount('#app')
