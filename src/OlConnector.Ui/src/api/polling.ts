import { QueryCache, QueryClient } from '@tanstack/vue-query'
import { shallowRef } from 'vue'
import { serverNow } from '../time/clock'
import { Refused, isOutage } from './refused'

/** How often a screen asks: while something runs, otherwise, and at most after failures. Milliseconds. */
export const pace = { running: 2_000, quiet: 15_000, failing: 30_000 }

/** The interval of a polled resource: after failures the pause doubles, and never ends before the server said. */
export function askEvery (isRunning: boolean, failures: number, retryAfter: number | null = null): number {
  const usual = failures > 0 ? Math.min(pace.failing, pace.running * 2 ** failures) : isRunning ? pace.running : pace.quiet
  return Math.max(usual, (retryAfter ?? 0) * 1000)
}

/** How many failures each query had had when it last succeeded: those since then are in a row. */
const forgiven = new Map<string, number>()

/** Since when nothing answers; null while all is well. What stands on the screen is as old as this. */
export const lostSince = shallowRef<number | null>(null)
let heardAt = serverNow()

const cache = new QueryCache({
  onSuccess (_, query) {
    forgiven.set(query.queryHash, query.state.errorUpdateCount)
    heardAt = serverNow()
    lostSince.value = null
  },
  onError (error) {
    if (isOutage(error)) lostSince.value ??= heardAt
  }
})

interface Polled<T> { queryHash: string, state: { data: T | undefined, error: Error | null, errorUpdateCount: number } }

/** For `refetchInterval`: `polled(isBusy)`. vue-query itself stops in hidden tabs and never asks twice at once. */
export const polled = <T> (isRunning: (data: T) => boolean) => (query: Polled<T>): number => {
  const { data, error, errorUpdateCount } = query.state
  const failures = error ? errorUpdateCount - (forgiven.get(query.queryHash) ?? 0) : 0
  return askEvery(data !== undefined && isRunning(data), failures, error instanceof Refused ? error.retryAfter : null)
}

/** For what nothing hurries. */
export const quietly = (query: Polled<unknown>): number => polled<unknown>(() => false)(query)

export const queries = new QueryClient({
  queryCache: cache,
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: false,
      refetchOnWindowFocus: true,
      staleTime: 1_000
    },
    mutations: { networkMode: 'always', retry: false }
  }
})
