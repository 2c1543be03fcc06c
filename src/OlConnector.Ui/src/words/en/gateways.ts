import type { Words } from '../index'

export const gateways: Words['gateways'] = {
  title: 'Gateways'
}
