import type { Language } from '../session/session'
import type { ru } from './ru'

/** The words of one language; the other one is not loaded. Asked for again, they are the same. */
export const askWords = async (language: Language): Promise<typeof ru> =>
  language === 'ru' ? (await import('./ru')).ru : (await import('./en')).en
