import { useMutation, useQueryClient, type QueryKey } from '@tanstack/vue-query'
import { once } from './client'
import { isOutage } from './refused'

type Key = ReturnType<typeof once>

/**
 * What a person commands. Its key belongs to the wish, not to the press: pressed twice, or again after a broken connection, it is done once.
 * What it `touched` is asked again, whatever came of it: also what was being asked for the first time meanwhile, whose answer may be older.
 */
export function useCommand<Wish, Answer> (run: (wish: Wish, key: Key) => Promise<Answer>, touched: (wish: Wish) => readonly QueryKey[]) {
  const queries = useQueryClient()
  let last: { wish: string, key: Key } | null = null

  return useMutation<Answer, Error, Wish>({
    mutationFn (wish) {
      const text = JSON.stringify(wish) ?? ''
      if (last?.wish !== text) last = { wish: text, key: once() }
      return run(wish, last.key)
    },
    onSettled (_, error, wish) {
      if (!error || !isOutage(error)) last = null
      for (const queryKey of touched(wish))
        void queries.cancelQueries({ queryKey }).then(() => queries.invalidateQueries({ queryKey }))
    }
  })
}
