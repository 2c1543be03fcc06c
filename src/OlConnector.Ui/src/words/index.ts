import { createI18n } from 'vue-i18n'
import type { Language } from '../session/session'
import type { ru } from './ru'

export type Words = typeof ru
declare module 'vue-i18n' {
  export interface DefineLocaleMessage extends Words {}
}

/** Russian counts in three forms: 1 сообщение, 2 сообщения, 5 сообщений. */
export function russianForm (count: number): number {
  const rule = new Intl.PluralRules('ru').select(count)
  return rule === 'one' ? 0 : rule === 'few' ? 1 : 2
}

/** The words of one language; the other one is not loaded. */
export async function wordsOf (language: Language) {
  const messages = language === 'ru' ? (await import('./ru')).ru : (await import('./en')).en
  return createI18n({
    legacy: false as const,
    locale: language,
    fallbackWarn: false,
    missingWarn: true,
    messages: { [language]: messages } as Record<Language, Words>,
    pluralRules: { ru: russianForm }
  })
}
