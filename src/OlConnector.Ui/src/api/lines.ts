import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { actKey, api } from './client'
import type { components } from './contract'
import { askEvery } from './polling'

export type Line = components['schemas']['LineResource']

/** All lines of the person, asked for more often while something runs. */
export function useLines () {
  return useQuery({
    queryKey: ['lines'],
    queryFn: async ({ signal }) => {
      const lines: Line[] = []
      let cursor: string | undefined
      do {
        const { data } = await api.GET('/api/v1/lines', { params: { query: { limit: 200, cursor } }, signal })
        lines.push(...data!.items)
        cursor = data!.next ?? undefined
      } while (cursor)
      return lines
    },
    refetchInterval: query => askEvery(query.state.data?.some(line => line.queued + line.accepted + line.inFlight > 0) ?? false, query.state.fetchFailureCount)
  })
}

/** Pauses or resumes a line: shown at once, taken back when refused. */
export function usePause () {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ line, pause }: { line: Line, pause: boolean }) => pause
      ? api.POST('/api/v1/lines/{id}/pause', { params: { path: { id: line.id } }, headers: actKey() })
      : api.POST('/api/v1/lines/{id}/resume', { params: { path: { id: line.id } }, headers: actKey() }),
    onMutate: async ({ line, pause }) => {
      await queries.cancelQueries({ queryKey: ['lines'] })
      const before = queries.getQueryData<Line[]>(['lines'])
      queries.setQueryData<Line[]>(['lines'], before?.map(one => one.id === line.id ? { ...one, state: pause ? 'paused' : 'active' } : one))
      return before
    },
    onError: (_, __, before) => queries.setQueryData(['lines'], before),
    onSettled: () => queries.invalidateQueries({ queryKey: ['lines'] })
  })
}
