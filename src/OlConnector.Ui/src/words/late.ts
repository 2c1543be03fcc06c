import type { Language } from '../session/session'
import type { card } from './ru/card'
import type { install } from './ru/install'
import type { own } from './ru/own'
import type { support } from './ru/support'

/** Words that few screens need come with them: what everybody loads stays small. One line here for a file in `ru` and one in `en`. */
export interface LateWords { card: typeof card, install: typeof install, own: typeof own, support: typeof support }

const files: { [Name in keyof LateWords]: Record<Language, () => Promise<Pick<LateWords, Name>>> } = {
  card: { ru: () => import('./ru/card'), en: () => import('./en/card') },
  install: { ru: () => import('./ru/install'), en: () => import('./en/install') },
  own: { ru: () => import('./ru/own'), en: () => import('./en/own') },
  support: { ru: () => import('./ru/support'), en: () => import('./en/support') }
}
export const lateNames = Object.keys(files) as (keyof LateWords)[]
const brought: Partial<LateWords> = {}
let take: ((words: Partial<LateWords>) => void) | null = null

/** Loads a screen with its words, in the language of the page. */
export async function withWords<Screen> (name: keyof LateWords, screen: () => Promise<Screen>): Promise<Screen> {
  const [words, loaded] = await Promise.all([files[name][document.documentElement.lang as Language](), screen()])
  Object.assign(brought, { [name]: (words as LateWords)[name] })
  take?.(brought)
  return loaded
}

/** Who says the words takes those that came before and those that come. */
export function takeLateWords (taker: (words: Partial<LateWords>) => void): void {
  take = taker
  taker(brought)
}
