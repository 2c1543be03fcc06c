import { ref } from 'vue'
import { Refused } from '../../api/refused'
import type { Risk } from './risks'

/** What the server wants to be confirmed first; `wants` takes a refusal of that kind, and leaves the others to the caller. */
export function useRiskQuestion () {
  const asked = ref<Risk | null>(null)
  function wants (error: Error): boolean {
    const risk = error instanceof Refused ? error.hint.risk : null
    if (risk) asked.value = risk
    return risk !== null
  }
  return { asked, wants }
}
