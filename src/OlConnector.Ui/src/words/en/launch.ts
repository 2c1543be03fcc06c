import type { Words } from '../index'

export const launch: Words['launch'] = {
  title: 'How to launch a mailing'
}
