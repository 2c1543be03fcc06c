import type { Words } from '../index'

export const install: Words['install'] = {
  title: 'Installing'
}
