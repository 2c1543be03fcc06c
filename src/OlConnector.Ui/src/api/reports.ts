import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, got, type Shapes } from './client'
import { useCommand } from './command'
import { keys } from './keys'
import type { MessageFilter } from './messages'
import { askEvery } from './polling'

export type Outcome = Shapes['CampaignOutcome']
export type Cost = Shapes['CampaignCost']
export type CostSum = Shapes['CostSum']
export type Summary = Shapes['SummaryAnswer']
export type SummaryRow = Shapes['SummaryRow']
export type SummaryBy = Summary['by']
export type CampaignFile = 'report.csv' | 'report.xlsx' | 'errors.csv' | 'errors.txt'

type Id = MaybeRefOrGetter<string>

/** What happened to a mailing. */
export const useOutcome = (id: Id) => useQuery({
  queryKey: computed(() => keys.outcome(toValue(id))),
  queryFn: ({ signal }) => got(api.GET('/api/v1/campaigns/{id}/outcome', { params: { path: { id: toValue(id) } }, signal }))
})

/** What it costs; `isGoing` lets it follow. */
export const useCost = (id: Id, isGoing: () => boolean) => useQuery({
  queryKey: computed(() => keys.cost(toValue(id))),
  queryFn: ({ signal }) => got(api.GET('/api/v1/campaigns/{id}/cost', { params: { path: { id: toValue(id) } }, signal })),
  refetchInterval: () => askEvery(isGoing(), 0)
})

/** Sums of a time by line, mailing or day. */
export const useSummary = (asked: () => { from?: string, to?: string, by: SummaryBy }) => useQuery({
  queryKey: computed(() => keys.summary(asked())),
  queryFn: ({ signal }) => got(api.GET('/api/v1/reports/summary', { params: { query: asked() }, signal })),
  placeholderData: keepPreviousData
})

const paths = {
  'report.csv': '/api/v1/campaigns/{id}/report.csv',
  'report.xlsx': '/api/v1/campaigns/{id}/report.xlsx',
  'errors.csv': '/api/v1/campaigns/{id}/errors.csv',
  'errors.txt': '/api/v1/campaigns/{id}/errors.txt'
} as const

/** A file comes by a call like any other, so that nobody needs an address with a token in it. */
export const campaignFile = (id: string, name: CampaignFile): Promise<Blob> => asBlob(
  got(api.GET(paths[name] as typeof paths['report.csv'], { params: { path: { id } }, parseAs: 'blob' })))

/** Messages by the filters of their list. */
export const messagesFile = (filter: MessageFilter, form: 'csv' | 'xlsx'): Promise<Blob> => asBlob(form === 'csv'
  ? got(api.GET('/api/v1/reports/messages.csv', { params: { query: filter }, parseAs: 'blob' }))
  : got(api.GET('/api/v1/reports/messages.xlsx', { params: { query: filter }, parseAs: 'blob' })))

const asBlob = (file: Promise<unknown>): Promise<Blob> => file as Promise<Blob>

/** One file at a time. */
export const useFile = () => useCommand((ask: () => Promise<Blob>) => ask(), () => [])
