import { computed, shallowRef } from 'vue'
import type { Line } from '../../../api/lines'

/** What is decided about a line in a modal. */
export type LineAct = 'resume' | 'clear' | 'rename' | 'remove'

/** Which modal is open, and about which line: one at a time for a whole screen. */
export function useAsked () {
  const asked = shallowRef<{ act: LineAct, line: Line } | null>(null)
  const openOf = (act: LineAct) => computed({
    get: () => asked.value?.act === act,
    set: open => { if (!open && asked.value?.act === act) asked.value = null }
  })
  return { asked, openOf, ask: (act: LineAct, line: Line) => { asked.value = { act, line } } }
}
