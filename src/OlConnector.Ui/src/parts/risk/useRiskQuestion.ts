import { ref } from 'vue'
import { Refused } from '../../api/refused'
import type { Risk } from './risks'

/**
 * What has to be confirmed first. `asks` takes a risk that is known to be high; `wants` a refusal of that kind, where the risk was not known or
 * has grown, and leaves the others to the caller.
 */
export function useRiskQuestion () {
  const asked = ref<Risk | null>(null)
  function take (risk: Risk | null | undefined): boolean {
    if (risk) asked.value = risk
    return !!risk
  }
  return {
    asked,
    asks: (risk: Risk | null | undefined) => take(risk?.level === 'high' ? risk : null),
    wants: (error: Error) => take(error instanceof Refused ? error.hint.risk : null)
  }
}
