import { api, got, type Shapes } from './client'
import { keys } from './keys'
import { usePages } from './pages'

export type AuditEntry = Shapes['AuditResource']
export type KeptCallback = Shapes['KeptCallbackResource']

export type RestCall = Shapes['RestCallResource']
export interface AuditFilter { actor?: string, action?: string, subject?: string }

/** Newest first. `action` is the beginning of what was done: `line`, `campaign`. */
export const useAudit = (filter: () => AuditFilter = () => ({})) => usePages<AuditEntry>({
  key: () => keys.audit(filter()),
  ask: (cursor, signal) => got(api.GET('/api/v1/audit', { params: { query: { ...filter(), limit: 50, cursor } }, signal }))
})

/** Our calls to the portal of the last three days. */
export const useRestCalls = (method: () => string | undefined = () => undefined) => usePages<RestCall>({
  key: () => keys.restCalls(method()),
  ask: (cursor, signal) => got(api.GET('/api/v1/audit/rest-calls', { params: { query: { method: method(), limit: 50, cursor } }, signal }))
})

/** What gateways called back with and what could not be read. */
export const useCallbacks = (line: () => string | undefined = () => undefined, asks: () => boolean = () => true) => usePages<KeptCallback>({
  key: () => keys.callbacks(line()),
  enabled: asks,
  ask: (cursor, signal) => got(api.GET('/api/v1/audit/callbacks', { params: { query: { line: line(), limit: 50, cursor } }, signal }))
})
