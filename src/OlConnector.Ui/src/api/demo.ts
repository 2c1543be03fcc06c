import { useQuery } from '@tanstack/vue-query'
import { api, got, type Shapes } from './client'
import { keys } from './keys'
import { quietly } from './polling'

export type Demo = Shapes['DemoResource']
export type DemoUnit = Shapes['DemoUnit']

/** The ledger of the trial: what took its messages, how many are left, what it refused. */
export function useDemo () {
  return useQuery({
    queryKey: keys.demo(),
    queryFn: ({ signal }): Promise<Demo> => got(api.GET('/api/v1/demo', { signal })),
    refetchInterval: quietly
  })
}
