import type { Words } from '../index'

export const settings: Words['settings'] = {
  title: 'Settings',
  section: {
    portal: 'Portal',
    users: 'People and roles',
    tokens: 'API tokens',
    audit: 'Audit'
  }
}
