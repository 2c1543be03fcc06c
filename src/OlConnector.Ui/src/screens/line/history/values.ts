import type { Shapes } from '../../../api/client'
import { useMoments } from '../../../time/moments'
import { secondsOf } from '../../../time/spans'
import { useWords, type WordKey } from '../../../words'
import { hoursText } from '../hours'
import type { Limits } from '../settings/lineForm'

const GATEWAY = 'gateway.settings.'
const fields = [
  'name', 'number', 'marketingInterval', 'directInterval', 'jitter', 'window', 'resendUnknown', 'treatAsMarketing', 'tariff', 'currency', 'limits'
]

/** Names and values of the audit as people read them. */
export function useValues () {
  const { t } = useWords()
  const { span } = useMoments()

  function nameOf (field: string): string {
    if (field.startsWith(GATEWAY)) return t('line.history.gatewayField', { name: field.slice(GATEWAY.length) })
    return fields.includes(field) ? t(`line.field.${field}` as WordKey) : field
  }

  function valueOf (field: string, value: string | null): string | null {
    if (field === 'window') return hoursText(value ? JSON.parse(value) as Shapes['WindowJson'] : null, t)
    if (value === null || value === '') return null
    if (value === '…') return t('line.history.secret')
    if (field.endsWith('Interval')) return span(secondsOf(value))
    if (field === 'jitter') return `${value} %`
    if (value === 'true' || value === 'once') return t('common.yes')
    if (value === 'false' || value === 'never') return t('common.no')
    if (field === 'limits') return limitsOf(JSON.parse(value) as Limits)
    return field === 'tariff' ? tariffOf(value) : value
  }

  /** Those that are on, with their modes. */
  function limitsOf (limits: Limits): string {
    const names = (Object.keys(limits) as (keyof Limits)[]).filter(name => limits[name].mode !== 'off')
    const said = names.map(name =>
      t('line.limits.entry', { name: t(`line.limits.${name}.name`), mode: t(`line.limits.mode.${limits[name].mode ?? 'off'}`) }))
    return said.join(', ') || t('line.limits.none')
  }

  return { nameOf, valueOf }
}

const tariffOf = (json: string): string =>
  (JSON.parse(json) as { prefix: string, price: number }[]).map(row => `${row.prefix || '*'}: ${row.price}`).join(', ')
