import { useQuery } from '@tanstack/vue-query'
import { api, got, type Shapes } from './client'
import { keys } from './keys'
import { everyPage } from './pages'

export type Gateway = Shapes['GatewayResource']

/** The kinds of gateway with the schema of their settings: asked once, they change with the version only. */
export function useGateways () {
  return useQuery({
    queryKey: keys.gateways(),
    queryFn: ({ signal }) => everyPage<Gateway>(
      (cursor, signal) => got(api.GET('/api/v1/gateways', { params: { query: { limit: 200, cursor } }, signal })), signal),
    staleTime: Infinity
  })
}
