import { api, got, type Shapes } from './client'
import { keys } from './keys'
import { usePages } from './pages'
import { askEvery } from './polling'

export type PortalHealth = Shapes['PortalHealth']
export interface PortalFilter { q?: string, troubled?: boolean }

const ask = (filter: PortalFilter, limit: number, cursor?: string, signal?: AbortSignal) =>
  got(api.GET('/api/v1/portals', { params: { query: { q: filter.q, troubled: filter.troubled, limit, cursor } }, signal }))

/** All portals of the installation, for support. */
export const usePortals = (filter: () => PortalFilter) => usePages<PortalHealth>({
  key: () => keys.portals(filter()),
  ask: (cursor, signal) => ask(filter(), 50, cursor, signal),
  every: () => askEvery(false, 0)
})

/** Whether a token that was typed opens anything. Nobody is in yet, so it goes with this one call. */
export const tryToken = (token: string): Promise<unknown> => got(api.GET(
  '/api/v1/portals', { params: { query: { limit: 1 } }, headers: { Authorization: `Bearer ${token}` } }))
