import { useQuery } from '@tanstack/vue-query'
import { keys } from './keys'
import { quietly } from './polling'

/** Readiness, as the load balancer sees it: 503 is an answer too. */
export interface Health { status: string, [part: string]: unknown }

export function useHealth () {
  return useQuery({
    queryKey: keys.health(),
    queryFn: async ({ signal }) => await (await fetch('/health/ready', { signal })).json() as Health,
    refetchInterval: quietly
  })
}
