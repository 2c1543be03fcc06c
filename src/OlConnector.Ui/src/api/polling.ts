import { QueryClient, keepPreviousData } from '@tanstack/vue-query'
import { Refused } from './refused'

/** How often a screen asks: while something runs, otherwise, and at most after failures. Milliseconds. */
export const pace = { running: 2_000, quiet: 15_000, failing: 30_000 }

/** The interval of a polled resource; hidden tabs do not ask (vue-query's own rule). */
export const askEvery = (isRunning: boolean, failures: number): number =>
  failures > 0 ? Math.min(pace.failing, pace.running * 2 ** failures) : isRunning ? pace.running : pace.quiet

export const polling = new QueryClient({
  defaultOptions: {
    queries: {
      placeholderData: keepPreviousData,
      retry: (count, error) => count < 2 && !(error instanceof Refused && error.status < 500),
      refetchOnWindowFocus: true,
      staleTime: 1_000
    }
  }
})
