import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useMoments } from '../time/moments'
import { api, got, type Shapes } from './client'
import { keys } from './keys'
import { everyPage } from './pages'

export type Reason = Shapes['ReasonResource']

/** A reason as a screen says it. */
export interface Said { short: string, sentence: string, whatToDo: string }

interface More { kind?: Reason['kind'], until?: string | null, values?: Record<string, string | number> }

/** Why something waits, is held, failed, was suppressed or ended, in the server's words: loaded once. */
export function useReasons () {
  const { when } = useMoments()
  const { data } = useQuery({
    queryKey: keys.reasons(),
    queryFn: ({ signal }) => everyPage<Reason>(
      (cursor, signal) => got(api.GET('/api/v1/reasons', { params: { query: { limit: 200, cursor } }, signal })), signal),
    staleTime: Infinity
  })
  const byCode = computed(() => new Map(data.value?.flatMap(reason => [[reason.code, reason], [`${reason.kind} ${reason.code}`, reason]])))

  /**
   * The three texts of a code. `kind` matters where a code is the reason of two kinds. With `until` the sentence says when it ends, and
   * `{name}` in a text is filled from `values`. Null for no code; a code that nobody knows yet is shown as it is.
   */
  function reason (code: string | null | undefined, more: More = {}) {
    if (!code || code === 'NONE') return null
    const found = byCode.value.get(more.kind ? `${more.kind} ${code}` : code)
    const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => String(more.values?.[name] ?? whole))
    const [short, sentence, whatToDo] = found ? [fill(found.short), fill(found.sentence), fill(found.whatToDo)] : [code, '', '']
    return { short, sentence: more.until ? `${sentence || short} ${capital(when(more.until))}.` : sentence, whatToDo } satisfies Said
  }

  return { reason }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
