import type { Words } from '../index'

export const campaigns: Words['campaigns'] = {
  title: 'Mailings'
}
