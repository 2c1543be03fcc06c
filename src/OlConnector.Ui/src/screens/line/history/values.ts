import type { Shapes } from '../../../api/client'
import { useMoments } from '../../../time/moments'
import { secondsOf } from '../../../time/spans'
import { useWords, type WordKey } from '../../../words'
import { hoursText } from '../hours'

const GATEWAY = 'gateway.settings.'
const fields = [
  'name', 'number', 'marketingInterval', 'directInterval', 'jitter', 'window', 'resendUnknown', 'treatAsMarketing', 'tariff', 'currency'
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
    return field === 'tariff' ? tariffOf(value) : value
  }

  return { nameOf, valueOf }
}

const tariffOf = (json: string): string =>
  (JSON.parse(json) as { prefix: string, price: number }[]).map(row => `${row.prefix || '*'}: ${row.price}`).join(', ')
