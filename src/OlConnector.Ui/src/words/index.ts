import { createI18n, useI18n } from 'vue-i18n'
import type { WritableComputedRef } from 'vue'
import type { Language } from '../session/session'
import { askWords } from './asked'
import { takeLateWords, type LateWords } from './late'
import type { ru } from './ru'

export type Words = typeof ru & LateWords

/** Every path to a text, such as `lines.state.paused`: a misspelt one does not compile. */
export type WordKey = Leaves<Words>
type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string]

declare module 'vue-i18n' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the library reads the type by merging an interface
  export interface DefineLocaleMessage extends Words {}
}

export type Values = Record<string, string | number>

export interface Say {
  (key: WordKey, values?: Values): string
  /** With a count, which chooses among the plural forms. */
  (key: WordKey, values: Values, count: number): string
}

/** `useI18n` whose `t` takes keys that exist and nothing else. */
export function useWords (): { t: Say, locale: WritableComputedRef<string> } {
  const { t, locale } = useI18n()
  return { t: t as Say, locale: locale as WritableComputedRef<string> }
}

/** Russian counts in three forms: 1 сообщение, 2 сообщения, 5 сообщений. Fractions take the second one: 1,5 часа. */
export function russianForm (count: number, forms: number): number {
  const rule = new Intl.PluralRules('ru').select(count)
  return Math.min(rule === 'one' ? 0 : rule === 'many' ? 2 : 1, forms - 1)
}

/** The program's language, with its words. */
export async function wordsOf (language: Language) {
  const messages = await askWords(language)
  const i18n = createI18n({
    legacy: false as const,
    locale: language,
    fallbackWarn: false,
    missingWarn: true,
    messages: { [language]: messages } as Record<Language, Words>,
    pluralRules: { ru: russianForm }
  })
  takeLateWords(words => i18n.global.mergeLocaleMessage(language, words))
  return i18n
}
