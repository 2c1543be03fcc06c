import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, got } from '../../api/client'
import { keys } from '../../api/keys'

/** Whether a line has had a message: then its check is done. */
export function useTried (line: MaybeRefOrGetter<string | null>) {
  return useQuery({
    queryKey: computed(() => keys.messages({ line: toValue(line), first: true })),
    queryFn: async ({ signal }) =>
      (await got(api.GET('/api/v1/messages', { params: { query: { line: toValue(line)!, limit: 1 } }, signal }))).items.length > 0,
    enabled: computed(() => toValue(line) !== null)
  })
}
