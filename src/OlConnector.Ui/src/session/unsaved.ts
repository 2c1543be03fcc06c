import { onScopeDispose, shallowReactive } from 'vue'

/** Texts that a person has written and nobody has saved. The page that tells the end of a session hands them over to copy. */
const texts = shallowReactive(new Map<symbol, () => string>())

/** `text` gives what is unsaved right now, or nothing. */
export function keepUnsaved (text: () => string): void {
  const key = Symbol('unsaved')
  texts.set(key, text)
  onScopeDispose(() => texts.delete(key))
}

export const unsavedTexts = (): string[] => [...texts.values()].map(text => text().trim()).filter(Boolean)
