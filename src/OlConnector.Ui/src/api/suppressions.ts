import { api, got, type Shapes } from './client'
import { useCommand } from './command'
import { keys } from './keys'
import { usePages } from './pages'

export type Suppression = Shapes['SuppressionResource']
export type StopListImport = Shapes['SuppressionImportAnswer']
export interface StopListFilter { q?: string, kind?: Suppression['kind'] }

/** Who gets no marketing, newest first. */
export const useStopList = (filter: () => StopListFilter, asks: () => boolean) => usePages<Suppression>({
  key: () => keys.stopList(filter()),
  enabled: asks,
  ask: (cursor, signal) => got(api.GET('/api/v1/suppressions', { params: { query: { ...filter(), limit: 50, cursor } }, signal }))
})

export const useAddToStopList = () => useCommand(
  (draft: Shapes['SuppressionDraft'], key) => got(api.POST('/api/v1/suppressions', { body: draft, headers: key })), () => [['stop-list']])

export const useTakeOffStopList = () => useCommand(
  ({ id, reason }: { id: string, reason: string }) =>
    got(api.DELETE('/api/v1/suppressions/{id}', { params: { path: { id } }, body: { reason } })), () => [['stop-list']])

/** The file goes as it is: in which letters it was written is the server's to find out. */
export const useImportStopList = () => useCommand(
  ({ file }: { file: File, name: string }) => got(api.POST('/api/v1/suppressions/import', {
    body: '', bodySerializer: () => file, headers: { 'Content-Type': 'text/csv' }
  })), () => [['stop-list']])

export const useExportStopList = () => useCommand(
  ({ kind }: { kind?: Suppression['kind'] }) =>
    got(api.GET('/api/v1/suppressions/export.csv', { params: { query: { kind } }, parseAs: 'blob' })), () => [])
