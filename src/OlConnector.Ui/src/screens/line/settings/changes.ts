import { computed } from 'vue'
import { useForecast, type ForecastWish } from '../../../api/line'
import type { Line } from '../../../api/lines'
import { debounced } from '../../../time/debounced'
import { forecastFields, type LineField, type LineForm } from './lineForm'

/** An empty queue is shown by so many messages. */
const SAMPLE = 100

/** Milliseconds without a key before the server is asked. */
const STILLNESS = 300

/** The forecast takes null for the line's own hours: no hours at all are a window that never closes. */
const always = (timeZone: string): LineForm['window'] =>
  ({ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '00:00', timeZone })

/** What the unsaved pace and hours would change: the forecast as it is, and as it would be. */
export function useChanges (line: () => Line, form: () => LineForm, base: () => LineForm, changed: () => readonly LineField[]) {
  const key = computed(() => [line().queued, line().nextDispatchAt, line().state, line().version].join())
  const waiting = useForecast(() => line().id, {}, key)
  const isSample = computed(() => waiting.data.value?.messages === 0)
  const size = computed(() => isSample.value ? { messages: SAMPLE } : {})
  const now = useForecast(() => line().id, size, key)

  const wish = debounced<ForecastWish | null>(() => {
    const wish = form()
    if (!changed().some(name => forecastFields.includes(name)) || wish.window?.days.length === 0) return null
    return {
      marketingInterval: wish.marketingInterval ?? undefined,
      jitter: wish.jitter ?? undefined,
      limits: changed().includes('limits') ? wish.limits : undefined,
      window: wish.window ?? (base().window ? always(base().window!.timeZone) : undefined)
    }
  }, STILLNESS)
  const then = useForecast(() => line().id, () => wish.value && { ...wish.value, ...size.value }, key)

  return {
    isSample,
    before: now.data,
    after: computed(() => wish.value && !then.error.value ? then.data.value : now.data.value),
    /** The server's word about a pace that it would not take. */
    refusal: computed(() => wish.value ? then.error.value : null),
    isAsked: computed(() => wish.value !== null)
  }
}
