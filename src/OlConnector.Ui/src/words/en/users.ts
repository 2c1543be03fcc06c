import type { Words } from '../index'

export const users: Words['users'] = {
  title: 'People and roles'
}
