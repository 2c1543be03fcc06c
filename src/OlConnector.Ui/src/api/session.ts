import { useQuery } from '@tanstack/vue-query'
import { api, got, type Shapes } from './client'
import { keys } from './keys'
import { quietly } from './polling'

/** What the server says about the caller now: role, portal, whether its node is quiet. */
export function useServerSession () {
  return useQuery({
    queryKey: keys.session(),
    queryFn: ({ signal }): Promise<Shapes['SessionResource']> => got(api.GET('/api/v1/session', { signal })),
    refetchInterval: quietly
  })
}
