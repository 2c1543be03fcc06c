import { keepPreviousData, useInfiniteQuery, type QueryKey } from '@tanstack/vue-query'
import { computed } from 'vue'

export interface Page<T> { items: T[], next?: string | null }
export type AskPage<T> = (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>

/** All pages of a list that is short by nature, such as lines. */
export async function everyPage<T> (ask: AskPage<T>, signal: AbortSignal): Promise<T[]> {
  const items: T[] = []
  let cursor: string | undefined
  do {
    const page = await ask(cursor, signal)
    items.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor)
  return items
}

/** A long list, a page at a time: `rows`, `more()` while `hasMore`. Polling asks again for the pages that are shown. */
export function usePages<T> (options: { key: () => QueryKey, ask: AskPage<T>, every?: (rows: T[]) => number | false, enabled?: () => boolean }) {
  const query = useInfiniteQuery({
    queryKey: computed(options.key),
    queryFn: ({ pageParam, signal }) => options.ask(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    enabled: computed(() => options.enabled?.() ?? true),
    getNextPageParam: (last: Page<T>) => last.next ?? undefined,
    refetchInterval: found => options.every?.(found.state.data?.pages.flatMap(page => page.items) ?? []) ?? false
  })
  const rows = computed(() => query.data.value?.pages.flatMap(page => page.items) ?? [])
  return {
    rows, error: query.error, isPending: query.isPending, isFetching: query.isFetching, refetch: query.refetch,
    hasMore: query.hasNextPage, more: () => query.fetchNextPage(), isLoadingMore: query.isFetchingNextPage
  }
}
