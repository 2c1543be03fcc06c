import * as v from 'valibot'
import type { WordKey } from '../../words'

/** The part of JSON schema that the gateways' settings are written in (docs/api.md, "Gateways"). */
export interface SettingsSchema { required?: string[], properties: Record<string, SettingSchema> }
interface SettingSchema {
  type: 'string' | 'integer' | 'boolean'
  title: string
  'x-titles'?: { ru: string, en: string }
  'x-order'?: number
  format?: string
  enum?: string[]
  minimum?: number
  writeOnly?: boolean
  default?: string | number | boolean
}

export type FieldKind = 'text' | 'secret' | 'number' | 'switch' | 'select' | 'url'
export interface Field {
  name: string
  title: string
  kind: FieldKind
  required: boolean
  choices: string[]
  least: number | null
  default: string
}

/** Fields in the form's order. Values are texts, as the API takes and gives them. */
export function fieldsOf (schema: SettingsSchema, language: string): Field[] {
  return Object.entries(schema.properties)
    .sort(([, left], [, right]) => (left['x-order'] ?? 0) - (right['x-order'] ?? 0))
    .map(([name, setting]) => ({
      name,
      title: setting['x-titles']?.[language === 'ru' ? 'ru' : 'en'] ?? setting.title,
      kind: kindOf(setting),
      required: schema.required?.includes(name) ?? false,
      choices: setting.enum ?? [],
      least: setting.minimum ?? null,
      default: setting.default === undefined ? '' : String(setting.default)
    }))
}

function kindOf (setting: SettingSchema): FieldKind {
  if (setting.writeOnly) return 'secret'
  if (setting.enum) return 'select'
  if (setting.type === 'boolean') return 'switch'
  if (setting.type === 'integer') return 'number'
  return setting.format === 'uri' ? 'url' : 'text'
}

/** What is wrong with a value, as the key of its sentence; null when the server should have it. */
export function faultOf (field: Field, value: string, isSecretSet = false): WordKey | null {
  const text = value.trim()
  if (!text) return field.required && !isSecretSet ? 'forms.required' : null
  if (field.kind === 'number' && !v.is(v.pipe(v.string(), v.digits()), text)) return 'forms.notNumber'
  if (field.kind === 'url' && !v.is(v.pipe(v.string(), v.url()), text)) return 'forms.notUrl'
  return null
}

/** What is sent: what differs from `before`. An untouched secret is left out, so it stays; an emptied text is null, which is the default. */
export function wishOf (fields: readonly Field[], values: Readonly<Record<string, string>>, before: Readonly<Record<string, string>> = {}) {
  const wish: Record<string, string | null> = {}
  for (const field of fields) {
    const value = (values[field.name] ?? '').trim()
    if (field.kind === 'secret' ? value : value !== (before[field.name] ?? '')) wish[field.name] = value || null
  }
  return wish
}
