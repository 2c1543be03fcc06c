import { api, got, type Shapes } from './client'
import { keys } from './keys'
import { usePages } from './pages'

export type AuditEntry = Shapes['AuditResource']
export type KeptCallback = Shapes['KeptCallbackResource']

/** Newest first. */
export const useAudit = () => usePages<AuditEntry>({
  key: keys.audit,
  ask: (cursor, signal) => got(api.GET('/api/v1/audit', { params: { query: { limit: 50, cursor } }, signal }))
})

/** What gateways called back with and what could not be read. */
export const useCallbacks = (line: () => string | undefined = () => undefined, asks: () => boolean = () => true) => usePages<KeptCallback>({
  key: () => keys.callbacks(line()),
  enabled: asks,
  ask: (cursor, signal) => got(api.GET('/api/v1/audit/callbacks', { params: { query: { line: line(), limit: 50, cursor } }, signal }))
})
