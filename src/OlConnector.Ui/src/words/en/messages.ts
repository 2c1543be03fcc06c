import type { Words } from '../index'

export const messages: Words['messages'] = {
  title: 'Messages'
}
