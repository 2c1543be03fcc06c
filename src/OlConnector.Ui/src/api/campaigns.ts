import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, got, gotTagged, unlessChanged, type Shapes } from './client'
import { useCommand } from './command'
import { keys } from './keys'
import { usePages } from './pages'
import { askEvery, polled, quietly } from './polling'

export type Campaign = Shapes['CampaignResource']
export type CampaignAct = 'pause' | 'stop' | 'clear' | 'discard'


type Id = MaybeRefOrGetter<string>
const path = (id: string) => ({ params: { path: { id } } })
const touched = (id: string) => [['campaigns'], keys.campaign(id), keys.lines(), ['messages']]

export const heldOf = (campaign: Campaign): number => campaign.states.held ?? 0
export const isGoing = (campaign: Campaign): boolean => campaign.state === 'running' || campaign.state === 'collecting'

export function useCampaigns (filter: () => { line?: string } = () => ({})) {
  return usePages<Campaign>({
    key: () => keys.campaigns(filter()),
    ask: (cursor, signal) => got(api.GET('/api/v1/campaigns', { params: { query: { ...filter(), limit: 50, cursor } }, signal })),
    every: rows => askEvery(rows.some(isGoing), 0)
  })
}

/** The newest mailings, for counters that stand on every screen. */
export function useNewestCampaigns () {
  return useQuery({
    queryKey: keys.campaigns({ newest: true }),
    queryFn: ({ signal }) => got(api.GET('/api/v1/campaigns', { params: { query: { limit: 50 } }, signal })),
    refetchInterval: quietly
  })
}

/** One mailing; nothing is asked while it has no id yet. */
export function useCampaign (id: Id) {
  return useQuery({
    queryKey: computed(() => keys.campaign(toValue(id))),
    enabled: () => !!toValue(id),
    queryFn: ({ signal }) => gotTagged<Campaign>(api.GET('/api/v1/campaigns/{id}', { ...path(toValue(id)), signal })),
    refetchInterval: polled(isGoing)
  })
}

/** When it ends, for a row of the list: nobody needs that each second. */
export function useEnds (id: Id) {
  return useQuery({
    queryKey: computed(() => keys.campaign(toValue(id))),
    queryFn: ({ signal }) => gotTagged<Campaign>(api.GET('/api/v1/campaigns/{id}', { ...path(toValue(id)), signal })),
    refetchInterval: quietly,
    select: (campaign: Campaign) => campaign.forecast?.lastAt ?? null
  })
}

/** What is planned and what left. `isRunning` lets it follow the campaign's own pace. */
export function useTimeline (id: Id, isRunning: MaybeRefOrGetter<boolean>) {
  return useQuery({
    queryKey: computed(() => keys.timeline(toValue(id))),
    queryFn: ({ signal }) => got(api.GET('/api/v1/campaigns/{id}/timeline', { ...path(toValue(id)), signal })),
    refetchInterval: () => toValue(isRunning) ? 5_000 : askEvery(false, 0)
  })
}

/** A mailing that awaits its letter, whose answer has the text to paste; or a draft of an own one. */
export function usePrepare () {
  return useCommand(
    (wish: Shapes['NewCampaign'], key) => got(api.POST('/api/v1/campaigns', { body: wish, headers: key })),
    () => [['campaigns']])
}

/** Takes back a mailing whose letter has not been sent, or an own one that has not begun. */
export function useWithdraw () {
  return useCommand(({ id }: { id: string }) => got(api.DELETE('/api/v1/campaigns/{id}', path(id))), () => [['campaigns']])
}

export function useChangeCampaign (id: Id) {
  return useCommand(
    ({ patch, etag }: { patch: Shapes['MergePatchOfCampaignDraft'], etag?: string | null }) =>
      got(api.PATCH('/api/v1/campaigns/{id}', { ...path(toValue(id)), body: patch, headers: unlessChanged(etag) })),
    () => touched(toValue(id)))
}

const steer = {
  pause: '/api/v1/campaigns/{id}/pause',
  stop: '/api/v1/campaigns/{id}/stop',
  clear: '/api/v1/campaigns/{id}/clear',
  discard: '/api/v1/campaigns/{id}/discard'
} as const

/** One of the acts on a campaign; its answer has the counts: `useCampaignAct('stop')` answers `{ stopped, inFlight }`. */
export function useCampaignAct<A extends CampaignAct> (act: A) {
  type Answer = A extends 'stop' ? Shapes['StoppedAnswer'] : A extends 'clear' ? Shapes['ClearedAnswer']
    : A extends 'discard' ? Shapes['DiscardedAnswer'] : Campaign
  return useCommand(
    ({ id }: { id: string }, key) => got(api.POST(steer[act as CampaignAct], { ...path(id), headers: key })) as Promise<Answer>,
    ({ id }) => touched(id))
}

/** Messages of a mailing that is over go out again as a mailing of their own; all of them want their number in `acknowledge`. */
export function useRestart () {
  return useCommand(
    ({ id, ...wish }: { id: string } & Shapes['CampaignRestart'], key) =>
      got(api.POST('/api/v1/campaigns/{id}/restart', { params: { path: { id }, header: key }, body: wish, headers: key })),
    ({ id }) => [...touched(id), keys.demo(), keys.session()])
}

/** A mailing that has not begun begins at once; a high risk wants `acknowledgeRisk`. */
export function useStart () {
  return useCommand(
    ({ id, ...wish }: { id: string } & Shapes['CampaignStart'], key) =>
      got(api.POST('/api/v1/campaigns/{id}/start', { ...path(id), body: wish, headers: key })),
    ({ id }) => touched(id))
}

/** A paused mailing goes on; a prepared one of high risk wants `acknowledgeRisk`. */
export function useResume () {
  return useCommand(
    ({ id, ...wish }: { id: string } & Shapes['CampaignResume'], key) =>
      got(api.POST('/api/v1/campaigns/{id}/resume', { ...path(id), body: wish, headers: key })),
    ({ id }) => touched(id))
}

/** The other mailing's messages become this one's. */
export function useMerge () {
  return useCommand(
    ({ id, other }: { id: string, other: string }, key) =>
      got(api.POST('/api/v1/campaigns/{id}/merge', { ...path(id), body: { other }, headers: key })),
    ({ id, other }) => [...touched(id), keys.campaign(other)])
}

/** Messages that wait become a mailing of their own. */
export function useSeparate () {
  return useCommand(
    ({ id, messages }: { id: string, messages: string[] }, key) =>
      got(api.POST('/api/v1/campaigns/{id}/separate', { params: { path: { id }, header: key }, body: { messages }, headers: key })),
    ({ id }) => touched(id))
}

/** All that is held leaves in waves, oldest first; more than 100 want their number in `acknowledge`. */
export function useSplit () {
  return useCommand(
    ({ id, ...wish }: { id: string } & Shapes['CampaignSplit'], key) =>
      got(api.POST('/api/v1/campaigns/{id}/split', { ...path(id), body: wish, headers: key })),
    ({ id }) => [...touched(id), keys.timeline(id)])
}

/** Waves that are still to come will not come; their messages stay held. */
export function useCancelWaves () {
  return useCommand(
    ({ id }: { id: string }) => got(api.DELETE('/api/v1/campaigns/{id}/waves', path(id))),
    ({ id }) => [...touched(id), keys.timeline(id)])
}

/** `count` oldest held messages go on, all without it; more than 100 want their number in `acknowledge`. */
export function useRelease () {
  return useCommand(
    ({ id, ...wish }: { id: string } & Shapes['CampaignRelease'], key) =>
      got(api.POST('/api/v1/campaigns/{id}/release', { ...path(id), body: wish, headers: key })),
    ({ id }) => touched(id))
}
