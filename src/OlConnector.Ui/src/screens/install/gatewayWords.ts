import type { Gateway } from '../../api/gateways'
import { useWords, type WordKey } from '../../words'

/** Kinds that have plain words. One that came with a newer host keeps the name that the host gives it. */
const known = ['green-api', 'waha', 'whatsapp-cloud', 'sms-by', 'twilio', 'smpp', 'kannel', 'sandbox'] as const
type Known = typeof known[number]
const isKnown = (kind: string): kind is Known => (known as readonly string[]).includes(kind)

export function useGatewayWords () {
  const { t } = useWords()
  const said = (gateway: Gateway, what: 'name' | 'text'): string | null =>
    isKnown(gateway.kind) ? t(`gateways.kind.${gateway.kind}.${what}` as WordKey) : null
  return {
    nameOf: (gateway: Gateway) => said(gateway, 'name') ?? gateway.name,
    textOf: (gateway: Gateway) => said(gateway, 'text') ?? t('gateways.other')
  }
}
