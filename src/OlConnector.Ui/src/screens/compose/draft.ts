import { effectScope, inject, provide, reactive, type InjectionKey } from 'vue'
import { keepUnsaved } from '../../session/unsaved'

/** What a marketer works on. It outlives the screen, so that a look at another one costs nothing; it ends with the page. */
export interface Draft {
  text: string
  /** Chosen line; null takes the first one. */
  line: string | null
  recipients: number
  /** A pause to try; null is the line's own. */
  pause: string | null
  /** Chooses the sample on the telephone. */
  seed: number
  /** Values for the sample, by field in small letters. */
  values: Record<string, string>
  /** The text before it was written in Latin letters, and its parts. */
  cyrillic: { text: string, parts: string } | null
}

export const newDraft = (): Draft => reactive({ text: '', line: null, recipients: 50, pause: null, seed: 0, values: {}, cyrillic: null })

export const draft = newDraft()

effectScope(true).run(() => keepUnsaved(() => draft.text))

/** A screen with a text of its own gives it to the parts of the editor. */
const OWN: InjectionKey<Draft> = Symbol('draft')
export const provideDraft = (own: Draft): void => provide(OWN, own)
export const useDraft = (): Draft => inject(OWN, draft)
