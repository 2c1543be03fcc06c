import type { Line } from '../../api/lines'
import type { Say } from '../../words'

/** The entry of the portal's list of senders: the app's name in brackets, then the line's. */
export const senderOf = (line: Line, t: Say): string => `[${t('launch.app')}] ${line.providerName}`

const isReady = (line: Line): boolean => line.state === 'active' && line.registered

/** Lines that a mailing can go through now come first, then by name. */
export const readyFirst = (lines: readonly Line[]): Line[] => [...lines].sort((left, right) =>
  Number(isReady(right)) - Number(isReady(left)) || left.name.localeCompare(right.name))
