import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, got, gotTagged, unlessChanged, type Shapes } from './client'
import { useCommand } from './command'
import { keys } from './keys'
import type { AuditEntry } from './audit'
import { isBusy, type Line } from './lines'
import { everyPage, usePages } from './pages'
import { polled, quietly } from './polling'

export type LinePatch = Shapes['MergePatchOfLineDraft']
export type Forecast = Shapes['ForecastAnswer']
export type ForecastWish = Shapes['ForecastDraft']

type Id = MaybeRefOrGetter<string>
const path = (id: string) => ({ params: { path: { id } } })
const touched = (id: string) => [keys.lines(), keys.line(id)]

export function useLine (id: Id) {
  return useQuery({
    queryKey: computed(() => keys.line(toValue(id))),
    queryFn: ({ signal }) => gotTagged<Line>(api.GET('/api/v1/lines/{id}', { ...path(toValue(id)), signal })),
    refetchInterval: polled(isBusy)
  })
}

/** What the line's number risks; it changes by the day, or with what is changed here. */
export function useLineRisk (id: Id) {
  return useQuery({
    queryKey: computed(() => keys.lineRisk(toValue(id))),
    queryFn: ({ signal }) => got(api.GET('/api/v1/lines/{id}/risk', { ...path(toValue(id)), signal })),
    refetchInterval: quietly
  })
}

/** `etag` is that of the line the form was filled from: 412 when somebody else saved meanwhile. */
export function useChangeLine (id: Id) {
  return useCommand(
    ({ patch, etag }: { patch: LinePatch, etag?: string | null }) =>
      got(api.PATCH('/api/v1/lines/{id}', { ...path(toValue(id)), body: patch, headers: unlessChanged(etag) })),
    () => touched(toValue(id)))
}

export function useDeleteLine () {
  return useCommand(({ id }: { id: string }) => got(api.DELETE('/api/v1/lines/{id}', path(id))), ({ id }) => touched(id))
}

/** Ends what waits in the queue; answers `cleared` and `inFlight`. */
export function useClearLine () {
  return useCommand(
    ({ id }: { id: string }, key) => got(api.POST('/api/v1/lines/{id}/clear', { ...path(id), headers: key })),
    ({ id }) => [...touched(id), ['campaigns'], ['messages']])
}

/** Asks the gateway now how the line is. */
export function useCheckLine () {
  return useCommand(
    ({ id }: { id: string }, key) => got(api.POST('/api/v1/lines/{id}/check', { ...path(id), headers: key })), ({ id }) => touched(id))
}

/** What was done to the line, newest first: who, when, from what to what. */
export const useLineHistory = (id: Id, open: MaybeRefOrGetter<boolean> = true) => usePages<AuditEntry>({
  key: () => keys.lineHistory(toValue(id)),
  ask: (cursor, signal) => got(api.GET(
    '/api/v1/lines/{id}/history', { params: { path: { id: toValue(id) }, query: { limit: 50, cursor } }, signal })),
  enabled: () => toValue(open)
})

/** How many queued messages are so old that resuming a frozen line holds them; `isMore` when there are more than were counted. */
export function useStale (id: Id, before: MaybeRefOrGetter<string | null>) {
  return useQuery({
    queryKey: computed(() => keys.stale(toValue(id), toValue(before) ?? '')),
    queryFn: async ({ signal }) => {
      const query = { line: toValue(id), state: ['queued' as const], to: toValue(before)!, limit: 200 }
      const page = await got(api.GET('/api/v1/messages', { params: { query }, signal }))
      return { count: page.items.length, isMore: !!page.next }
    },
    enabled: computed(() => toValue(before) !== null)
  })
}

/** When the queue ends under settings that nobody has saved. The caller debounces `wish`; null asks nothing; another `of` asks again. */
export function useForecast (id: Id, wish: MaybeRefOrGetter<ForecastWish | null>, of: MaybeRefOrGetter<unknown> = null) {
  return useQuery({
    queryKey: computed(() => keys.forecast(toValue(id), [toValue(wish), toValue(of)])),
    queryFn: ({ signal }) => got(api.POST('/api/v1/lines/{id}/forecast', { ...path(toValue(id)), body: toValue(wish) ?? {}, signal })),
    enabled: computed(() => toValue(wish) !== null),
    refetchInterval: query => query.state.error ? quietly(query) : false,
    placeholderData: keepPreviousData
  })
}

export function useTestSend (id: Id) {
  return useCommand(
    (wish: Shapes['TestDraft'], key) => got(api.POST('/api/v1/lines/{id}/test', { ...path(toValue(id)), body: wish, headers: key })),
    () => touched(toValue(id)))
}

export function useCheckNumber (id: Id) {
  return useCommand((wish: Shapes['NumberDraft']) => got(api.POST('/api/v1/lines/{id}/check-number', { ...path(toValue(id)), body: wish })), () => [])
}

/** How the telephone is linked: asked every few seconds while `open`, until it is. */
export function useLogin (id: Id, open: MaybeRefOrGetter<boolean>) {
  return useQuery({
    queryKey: computed(() => keys.login(toValue(id))),
    queryFn: ({ signal }) => got(api.GET('/api/v1/lines/{id}/login', { ...path(toValue(id)), signal })),
    enabled: computed(() => toValue(open)),
    refetchInterval: polled((login: Shapes['LoginAnswer']) => login.state !== 'linked'),
    gcTime: 0
  })
}

/** Days of the line: what it sent, when it rests, when it may send. */
export function useCalendar (id: Id) {
  return useQuery({
    queryKey: computed(() => keys.calendar(toValue(id))),
    queryFn: ({ signal }) => got(api.GET('/api/v1/lines/{id}/calendar', { ...path(toValue(id)), signal }))
  })
}

/** A code to type into the telephone instead of the QR. */
export function useLoginCode (id: Id) {
  return useCommand(
    (wish: Shapes['LoginDraft']) => got(api.POST('/api/v1/lines/{id}/login', { ...path(toValue(id)), body: wish })), () => [keys.login(toValue(id))])
}

export function useSessionAct (id: Id) {
  return useCommand(
    (wish: Shapes['SessionDraft'], key) => got(api.POST('/api/v1/lines/{id}/session', { ...path(toValue(id)), body: wish, headers: key })),
    () => [...touched(toValue(id)), keys.login(toValue(id))])
}

export function useRotateKey (id: Id) {
  return useCommand(
    (wish: { which: 'handler' | 'hook', grace?: string }, key) =>
      got(api.POST('/api/v1/lines/{id}/rotate-key', { ...path(toValue(id)), body: wish, headers: key })),
    () => touched(toValue(id)))
}

/** Templates that the vendor of a WhatsApp Cloud API line knows. */
export function useTemplates (id: Id, open: MaybeRefOrGetter<boolean> = true) {
  return useQuery({
    queryKey: computed(() => keys.templates(toValue(id))),
    queryFn: ({ signal }) => everyPage<Shapes['TemplateResource']>((cursor, signal) => got(api.GET(
      '/api/v1/lines/{id}/templates', { params: { path: { id: toValue(id) }, query: { limit: 200, cursor } }, signal })), signal),
    enabled: computed(() => toValue(open)),
    staleTime: 60_000
  })
}
