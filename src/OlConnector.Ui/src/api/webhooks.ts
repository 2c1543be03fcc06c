import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api, got, type Shapes } from './client'
import { useCommand } from './command'
import { keys } from './keys'
import { everyPage, usePages } from './pages'

export type Webhook = Shapes['WebhookResource']
export type Delivery = Shapes['DeliveryResource']

/** What a portal's programs can be told of, in the order in which people read it. */
export const events = ['message.updated', 'campaign.updated', 'campaign.completed', 'line.updated', 'reply.received'] as const
export type EventType = typeof events[number]

const REFRESH = 10_000
const WHILE_WAITING = 3_000

export function useWebhooks (asks: () => boolean = () => true) {
  return useQuery({
    queryKey: keys.webhooks(),
    queryFn: ({ signal }) => everyPage<Webhook>(
      (cursor, signal) => got(api.GET('/api/v1/webhooks', { params: { query: { limit: 200, cursor } }, signal })), signal),
    refetchInterval: REFRESH,
    enabled: computed(asks)
  })
}

/** What one was told and what waits, newest first. */
export const useDeliveries = (id: () => string | null) => usePages<Delivery>({
  key: () => keys.deliveries(id() ?? ''),
  enabled: () => id() !== null,
  every: rows => rows.some(row => row.state !== 'delivered') ? WHILE_WAITING : REFRESH,
  ask: (cursor, signal) => got(api.GET('/api/v1/webhooks/{id}/deliveries', {
    params: { path: { id: id()! }, query: { limit: 50, cursor } }, signal
  }))
})

/** The answer holds the secret, this once. */
export function useMakeWebhook () {
  return useCommand(
    (draft: Shapes['WebhookDraft'], key) => got(api.POST('/api/v1/webhooks', { body: draft, headers: key })), () => [keys.webhooks()])
}

export function useChangeWebhook () {
  return useCommand(
    ({ id, ...patch }: { id: string } & Partial<Shapes['WebhookDraft']>) => got(api.PATCH('/api/v1/webhooks/{id}', {
      params: { path: { id } }, body: patch
    })), () => [keys.webhooks()])
}

export function useDeleteWebhook () {
  return useCommand(
    ({ id }: { id: string }) => got(api.DELETE('/api/v1/webhooks/{id}', { params: { path: { id } } })), () => [keys.webhooks()])
}

export function useTestWebhook () {
  return useCommand(({ id }: { id: string }) => got(api.POST('/api/v1/webhooks/{id}/test', { params: { path: { id } } })), () => [])
}

export function useRetryDelivery () {
  return useCommand(({ id, number }: { id: string, number: number }) => got(api.POST('/api/v1/webhooks/{id}/deliveries/{number}/retry', {
    params: { path: { id, number: String(number) } }
  })), ({ id }) => [keys.deliveries(id), keys.webhooks()])
}
