import { campaignRoutes } from './screens/campaigns/routes'
import { linesRoutes } from './screens/lines/routes'
import { entryOf } from './session/entry'
import { readSession } from './session/session'
import { askWords } from './words/asked'

/**
 * The first import of the program: words and screen of the first picture are on their way while all the rest is still being evaluated.
 * Whoever asks for them later gets the same files.
 */
const session = readSession()
export const language = session?.lang ?? (/^(ru|kk|uk|be)\b/.test(navigator.language) ? 'ru' : 'en')

void askWords(language)

const entry = location.hash.slice(1) || (session && entryOf(session))
const screen = [...linesRoutes, ...campaignRoutes].find(route => route.path === entry)?.component
if (typeof screen === 'function') void (screen as () => Promise<unknown>)()
