import type { Words } from '../index'

export const support: Words['support'] = {
  title: 'Support'
}
