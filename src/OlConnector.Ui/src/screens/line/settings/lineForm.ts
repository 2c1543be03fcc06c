import type { LinePatch } from '../../../api/line'
import type { Line } from '../../../api/lines'

/** Every limit with its mode and numbers: the server leaves none out. */
export type Limits = { [Name in keyof Line['limits']]-?: NonNullable<Line['limits'][Name]> }

/** A line's settings as a person edits them. */
export interface LineForm {
  name: string
  number: string
  marketingInterval: string | null
  directInterval: string | null
  jitter: number | null
  window: Line['window']
  limits: Limits
  guard: Line['guard']
  collect: Line['collect']
  resendUnknown: boolean
  treatAsMarketing: boolean
  tariff: { prefix: string, price: number | null }[]
  currency: string
  /** Secrets are empty: they are written, never read. */
  gateway: Record<string, string>
}

export type LineField = keyof LineForm
export const paceFields: readonly LineField[] = ['marketingInterval', 'directInterval', 'jitter', 'window']

/** By these the queue ends sooner or later. */
export const forecastFields: readonly LineField[] = [...paceFields, 'limits']

export const formOf = (line: Line): LineForm => ({
  name: line.name,
  number: line.number ?? '',
  marketingInterval: line.marketingInterval,
  directInterval: line.directInterval,
  jitter: line.jitter,
  window: line.window,
  limits: line.limits as Limits,
  guard: line.guard ?? null,
  collect: line.collect ?? null,
  resendUnknown: line.resendUnknown === 'once',
  treatAsMarketing: line.treatAsMarketing,
  tariff: (line.tariff ?? []).map(row => ({ prefix: row.prefix, price: row.price })),
  currency: line.currency ?? '',
  gateway: { ...line.gateway.settings }
})

const same = (left: unknown, right: unknown): boolean => JSON.stringify(sorted(left)) === JSON.stringify(sorted(right))

/** The order of names means nothing; that of lists does. An empty text is none. */
function sorted (value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const pairs = Object.entries(value).filter(([, inner]) => inner !== '').sort(([left], [right]) => left < right ? -1 : 1)
  return Object.fromEntries(pairs.map(([name, inner]) => [name, sorted(inner)]))
}

/** Names of the fields that differ. */
export const changedFields = (before: LineForm, after: LineForm): LineField[] =>
  (Object.keys(after) as LineField[]).filter(name => !same(before[name], after[name]))

/** Mine where I changed something, theirs elsewhere. */
export function rebased (mine: LineForm, base: LineForm, theirs: LineForm): LineForm {
  const own = new Set<LineField>(changedFields(base, mine))
  const names = Object.keys(theirs) as LineField[]
  return Object.fromEntries(names.map(name => [name, (own.has(name) ? mine : theirs)[name]])) as unknown as LineForm
}

/** What is sent: changed fields only. What was emptied is null, which is the default. */
export function patchOf (before: LineForm, after: LineForm, kind: string): LinePatch {
  const patch: LinePatch = {}
  for (const name of changedFields(before, after)) {
    if (name === 'gateway') patch.gateway = { kind, settings: settingsWish(before.gateway, after.gateway) }
    else if (name === 'resendUnknown') patch.resendUnknown = after.resendUnknown ? 'once' : 'never'
    else if (name === 'number') patch.number = after.number.trim() || null
    else if (name === 'currency') patch.currency = after.currency.trim().toUpperCase() || null
    else if (name === 'tariff') patch.tariff = tariffOf(after)
    else Object.assign(patch, { [name]: after[name] })
  }
  return patch
}

const tariffOf = (form: LineForm): LinePatch['tariff'] =>
  form.tariff.length ? form.tariff.map(row => ({ prefix: row.prefix.trim(), price: row.price ?? 0 })) : null

function settingsWish (before: Record<string, string>, after: Record<string, string>): Record<string, string | null> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  const changed = [...names].filter(name => (before[name] ?? '') !== (after[name] ?? ''))
  return Object.fromEntries(changed.map(name => [name, after[name]?.trim() || null]))
}
