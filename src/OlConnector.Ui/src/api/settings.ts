import { useQuery } from '@tanstack/vue-query'
import { api, got, gotTagged, unlessChanged, type Shapes } from './client'
import { useCommand } from './command'
import { keys } from './keys'

export type PortalSettings = Shapes['PortalSettings']

export function useSettings () {
  return useQuery({
    queryKey: keys.settings(),
    queryFn: ({ signal }) => gotTagged<PortalSettings>(api.GET('/api/v1/settings', { signal })),
    staleTime: 60_000
  })
}

export function useChangeSettings () {
  return useCommand(
    ({ patch, etag }: { patch: Shapes['MergePatchOfPortalSettings'], etag?: string | null }) =>
      got(api.PATCH('/api/v1/settings', { body: patch, headers: unlessChanged(etag) })),
    () => [keys.settings()])
}
