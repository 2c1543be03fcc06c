import type { Words } from '../index'

export const compose: Words['compose'] = {
  title: 'Text check'
}
