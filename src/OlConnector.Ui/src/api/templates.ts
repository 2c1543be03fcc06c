import { useQuery } from '@tanstack/vue-query'
import { api, got, unlessChanged, type Shapes } from './client'
import { useCommand } from './command'
import { keys } from './keys'
import { everyPage } from './pages'

export type SavedTemplate = Shapes['SavedTemplateResource']
export type TemplateDraft = Shapes['SavedTemplateDraft']
export type TemplateFile = Shapes['TemplateFile']
export type TemplateImport = Shapes['TemplateImportAnswer']

const touched = () => [keys.savedTemplates()]

/** The portal's saved texts, by name. */
export const useSavedTemplates = (asks: () => boolean = () => true) => useQuery({
  queryKey: keys.savedTemplates(),
  queryFn: ({ signal }) => everyPage<SavedTemplate>(
    (cursor, signal) => got(api.GET('/api/v1/templates', { params: { query: { limit: 200, cursor } }, signal })), signal),
  enabled: asks
})

/** Keeps a text under a name; with `was` changes that one, unless somebody was faster. */
export const useSaveTemplate = () => useCommand(
  ({ was, ...draft }: TemplateDraft & { was?: SavedTemplate | null }, key) => was
    ? got(api.PATCH('/api/v1/templates/{id}', {
        params: { path: { id: was.id } }, body: draft, headers: { ...key, ...unlessChanged(`"${was.version}"`) }
      }))
    : got(api.POST('/api/v1/templates', { body: draft, headers: key })), touched)

export const useDeleteTemplate = () => useCommand(
  (id: string) => got(api.DELETE('/api/v1/templates/{id}', { params: { path: { id } } })), touched)

export const useImportTemplates = () => useCommand(
  (file: TemplateFile, key) => got(api.POST('/api/v1/templates/import', { body: file, headers: key })), touched)

export const exportTemplates = (): Promise<TemplateFile> => got(api.GET('/api/v1/templates/export'))
