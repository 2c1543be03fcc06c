import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, got, type Shapes } from './client'
import { useCommand } from './command'
import { keys } from './keys'

export type RecipientFile = Shapes['RecipientFileResource']
export type OwnSample = Shapes['OwnSample']
export type OwnPreview = Shapes['OwnPreviewAnswer']

/** How a table is to be read, where that was found wrongly; what is not said is found. */
export interface Reading { encoding?: string, delimiter?: string, phone?: string, text?: string }

type Id = MaybeRefOrGetter<string>
const ROWS = 20
const path = (id: string) => ({ path: { id } })
const touched = (id: string) => [['campaigns'], keys.campaign(id)]

/** The tables that an own mailing was given. */
export const useRecipientFiles = (id: Id, asks: () => boolean = () => true) => useQuery({
  queryKey: computed(() => keys.recipientFiles(toValue(id))),
  enabled: () => !!toValue(id) && asks(),
  queryFn: ({ signal }) => got(api.GET('/api/v1/campaigns/{id}/files', { params: path(toValue(id)), signal })),
  select: ({ items }) => items
})

/** The table goes as it is: in which letters it is written is the server's to find out, or the person's to say. */
export const useBringTable = () => useCommand(
  ({ id, file, reading }: { id: string, file: File, reading: Reading }) => got(api.POST('/api/v1/campaigns/{id}/files', {
    params: { ...path(id), query: { name: file.name.slice(0, 200), ...reading } },
    body: '', bodySerializer: () => file, headers: { 'Content-Type': 'text/csv' }
  })),
  ({ id }) => touched(id))

/** A file goes; `unsent` says whether those of it who have not been sent to go too. */
export const useDropTable = () => useCommand(
  ({ id, file, unsent }: { id: string, file: string, unsent: 'remove' | 'keep' }) =>
    got(api.DELETE('/api/v1/campaigns/{id}/files/{file}', { params: { path: { id, file }, query: { unsent } } })),
  ({ id }) => [...touched(id), ['messages']])

/** Rows that could not be taken, to be mended and brought again. */
export const rejectedRows = (id: string, file: string): Promise<Blob> => got(api.GET('/api/v1/campaigns/{id}/files/{file}/rejected.csv', {
  params: { path: { id, file } }, parseAs: 'blob'
})) as Promise<unknown> as Promise<Blob>

/** A table to begin with. */
export const sampleTable = (): Promise<Blob> =>
  got(api.GET('/api/v1/campaigns/sample.csv', { parseAs: 'blob' })) as Promise<unknown> as Promise<Blob>

/** What real recipients would get by this text; it is not kept. */
export const useOwnPreview = (id: Id, text: MaybeRefOrGetter<string>, asks: () => boolean) => useQuery({
  queryKey: computed(() => keys.ownPreview(toValue(id), toValue(text))),
  enabled: () => !!toValue(id) && asks(),
  queryFn: ({ signal }) => got(api.POST('/api/v1/campaigns/{id}/preview', {
    params: path(toValue(id)), body: { rows: ROWS, text: toValue(text).trim() ? toValue(text) : null }, signal
  })),
  placeholderData: keepPreviousData
})

/** One recipient's text goes to a telephone at hand. */
export const useOwnTest = () => useCommand(
  ({ id, to, row }: { id: string, to: string, row: string }, key) =>
    got(api.POST('/api/v1/campaigns/{id}/test', { params: { ...path(id), header: key }, body: { to, row }, headers: key })),
  () => [['messages'], keys.demo()])
