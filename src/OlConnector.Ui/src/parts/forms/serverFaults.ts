import { Refused } from '../../api/refused'

/** A refusal at its field: `{ marketingInterval: 'sentence' }`; with `under` the names below it: `gateway.settings`. Empty without a field. */
export function faultsOf (error: unknown, under = ''): Record<string, string> {
  if (!(error instanceof Refused) || !error.field) return {}
  if (!under) return { [error.field]: error.detail }
  return error.field.startsWith(`${under}.`) ? { [error.field.slice(under.length + 1)]: error.detail } : {}
}

/** What stands beside the button: a refusal that no shown field takes, or that nothing answered. */
export function faultBeside (error: unknown, shown: readonly string[], noConnection: string): string | null {
  if (!error) return null
  if (!(error instanceof Refused)) return noConnection
  return error.field && shown.includes(error.field) ? null : error.detail
}
