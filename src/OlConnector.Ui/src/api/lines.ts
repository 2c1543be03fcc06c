import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api, got, once, type Shapes } from './client'
import { useCommand } from './command'
import { keys } from './keys'
import { everyPage } from './pages'
import { askEvery, polled, queries } from './polling'

export type Line = Shapes['LineResource']
export type LineDraft = Shapes['LineDraft']

export const isBusy = (line: Line): boolean => line.queued + line.accepted + line.inFlight > 0

const lines = queryOptions({
  queryKey: keys.lines(),
  queryFn: ({ signal }) => everyPage<Line>(
    (cursor, signal) => got(api.GET('/api/v1/lines', { params: { query: { limit: 200, cursor } }, signal })), signal)
})

/** Asks for the lines before anybody shows them. */
export const askLines = (): Promise<void> => queries.prefetchQuery(lines)

/** All lines of the person, asked for more often while something runs. */
export function useLines () {
  return useQuery({
    ...lines,
    refetchInterval: polled((lines: Line[]) => lines.some(isBusy))
  })
}

/** What each line's gateway took today and yesterday, by the portal's calendar. Dear to count, so asked once a minute. */
export function useSentToday () {
  const { data } = useQuery({
    queryKey: keys.sentToday(),
    queryFn: ({ signal }) => got(api.GET('/api/v1/lines/today', { signal })),
    staleTime: 60_000,
    refetchInterval: () => Math.max(60_000, askEvery(false, 0))
  })
  return computed(() => data.value && new Map(data.value.lines.map(line => [line.lineId, line])))
}

export function useMakeLine () {
  return useCommand((draft: LineDraft, key) => got(api.POST('/api/v1/lines', { body: draft, headers: key })), () => [keys.lines()])
}

/** Lets every frozen line of the person go on. */
export function useResumeFrozen () {
  return useCommand((_: void, key) => got(api.POST('/api/v1/lines/resume', { headers: key })), () => [keys.lines(), ['line']])
}

/** Pauses or resumes a line: shown at once, taken back when refused. */
export function usePause () {
  const queries = useQueryClient()
  const show = (id: string, state: Line['state']) => {
    queries.setQueryData<Line[]>(keys.lines(), lines => lines?.map(line => line.id === id ? { ...line, state } : line))
    queries.setQueryData<Line>(keys.line(id), line => line && { ...line, state })
  }
  return useMutation({
    mutationFn: ({ line, pause }: { line: Line, pause: boolean }) => {
      const which = { params: { path: { id: line.id } }, headers: once() }
      return got(pause ? api.POST('/api/v1/lines/{id}/pause', which) : api.POST('/api/v1/lines/{id}/resume', which))
    },
    async onMutate ({ line, pause }) {
      await queries.cancelQueries({ queryKey: keys.lines() })
      show(line.id, pause ? 'paused' : 'active')
    },
    onError: (_, { line }) => show(line.id, line.state),
    onSettled: (_, __, { line }) => {
      void queries.invalidateQueries({ queryKey: keys.lines() })
      void queries.invalidateQueries({ queryKey: keys.line(line.id) })
    }
  })
}
