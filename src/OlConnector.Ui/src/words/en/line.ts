import type { Words } from '../index'

export const line: Words['line'] = {
  title: 'Line',
  tab: {
    settings: 'Settings',
    connection: 'Connection',
    check: 'Check and test',
    access: 'Access',
    history: 'History'
  }
}
