import type { Line } from '../../api/lines'
import type { Say } from '../../words'

/** The entry of the portal's list of senders: the app's name in brackets, then the line's. */
export const senderOf = (line: Line, t: Say): string => `[${t('launch.app')}] ${line.providerName}`
