import { api, got, type Shapes } from './client'
import { useCommand } from './command'

/** Takes one number out of the history; answers what was found. */
export function useErase () {
  return useCommand(
    (wish: Shapes['ErasureDraft'], key) => got(api.POST('/api/v1/erasures', { body: wish, headers: key })), () => [['messages'], ['message']])
}
