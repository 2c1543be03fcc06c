import type { Line } from '../../../api/lines'

/** Gateways that send with a telephone linked to them (docs/api.md, `GET lines/{id}/login`). */
const linked: ReadonlySet<string> = new Set(['waha', 'green-api'])

export const hasTelephone = (line: Line): boolean => linked.has(line.gateway.kind)
