import { shallowRef } from 'vue'
import { Refused } from './refused'

/** The person is asked why something is changed. `decline` takes the sentence that stands where the change was wanted. */
export interface Asking { explain: (reason: string) => void, decline: (sentence: string) => void }

const asking = shallowRef<Asking | null>(null)
let answer: Promise<string> | null = null

/** The question that stands on the screen, if one does. */
export const reasonAsked = (): Asking | null => asking.value

/** Nothing was changed: nobody said why, or somebody else than before would have said it. */
export const notExplained = (sentence = ''): Refused => new Refused(0, { code: 'not_explained', detail: sentence })

/**
 * Support says why before anything of a portal is changed: its audit keeps the reason. One question at a time: what is asked meanwhile
 * has the same answer.
 */
export function askReason (): Promise<string> {
  answer ??= new Promise<string>((resolve, reject) => {
    asking.value = { explain: resolve, decline: sentence => reject(notExplained(sentence)) }
  }).finally(() => { asking.value = answer = null })
  return answer
}
