import type { Words } from '../index'

export const tokens: Words['tokens'] = {
  title: 'API tokens'
}
