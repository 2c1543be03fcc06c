import type { Words } from '../index'

export const audit: Words['audit'] = {
  title: 'Audit'
}
