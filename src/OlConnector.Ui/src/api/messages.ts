import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, got, type Shapes } from './client'
import { useCommand } from './command'
import type { paths } from './contract'
import { keys } from './keys'
import { usePages } from './pages'
import { askEvery, polled } from './polling'

export type Message = Shapes['MessageResource']
export type MessageSummary = Shapes['MessageSummary']
export type MessageState = Shapes['MessageState']
export type MessageFilter = Omit<NonNullable<paths['/api/v1/messages']['get']['parameters']['query']>, 'limit' | 'cursor'>

const path = (id: string) => ({ params: { path: { id } } })
const touched = (id: string) => [keys.message(id), ['messages'], ['campaigns'], ['campaign'], keys.lines()]

const atRest: ReadonlySet<MessageState> = new Set<MessageState>([
  'delivered', 'read', 'undelivered', 'failed', 'suppressed', 'stopped', 'cleared', 'expired', 'held'])

export const isMoving = (message: { state: MessageState }): boolean => !atRest.has(message.state)

/** `q` finds a number in any writing, a piece of text, Bitrix24's id; `phone` whole numbers. */
export function useMessages (filter: () => MessageFilter, enabled?: () => boolean) {
  return usePages<MessageSummary>({
    key: () => keys.messages(filter()),
    ask: (cursor, signal) => got(api.GET('/api/v1/messages', { params: { query: { ...filter(), limit: 50, cursor } }, signal })),
    every: rows => askEvery(rows.some(isMoving), 0),
    enabled
  })
}

/** One message with its history and attempts; null asks nothing. */
export function useMessage (id: MaybeRefOrGetter<string | null>) {
  return useQuery({
    queryKey: computed(() => keys.message(toValue(id) ?? '')),
    queryFn: ({ signal }) => got(api.GET('/api/v1/messages/{id}', { ...path(toValue(id)!), signal })),
    enabled: computed(() => !!toValue(id)),
    refetchInterval: polled(isMoving)
  })
}

/** One message to one number; answers at once with its id. */
export function useSend () {
  return useCommand(
    (wish: Shapes['QuickSendDraft'], key) => got(api.POST('/api/v1/messages', { body: wish, params: { header: key }, headers: key })),
    () => [['messages'], keys.lines()])
}

export function useReleaseMessage () {
  return useCommand(
    ({ id, ...wish }: { id: string } & Shapes['ReleaseWish'], key) =>
      got(api.POST('/api/v1/messages/{id}/release', { ...path(id), body: wish, headers: key })),
    ({ id }) => touched(id))
}

export function useDiscardMessage () {
  return useCommand(
    ({ id }: { id: string }, key) => got(api.POST('/api/v1/messages/{id}/discard', { ...path(id), headers: key })), ({ id }) => touched(id))
}

/** A message that waits is not sent; refused where it has left already. */
export function useCancelMessage () {
  return useCommand(
    ({ id }: { id: string }, key) => got(api.POST('/api/v1/messages/{id}/cancel', { ...path(id), headers: key })), ({ id }) => touched(id))
}

/** What a person found out about a message of unknown fate. */
export function useResolveMessage () {
  return useCommand(
    ({ id, ...wish }: { id: string } & Shapes['ResolveWish'], key) =>
      got(api.POST('/api/v1/messages/{id}/resolve', { ...path(id), body: wish, headers: key })),
    ({ id }) => touched(id))
}
