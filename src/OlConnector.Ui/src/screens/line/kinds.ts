import { useGateways } from '../../api/gateways'
import { useWords } from '../../words'

const smsKinds: ReadonlySet<string> = new Set(['kannel', 'smpp', 'sms-by', 'twilio'])

/** What a line's kind of gateway is called, and what it reaches. Until the list has come, the kind's own word stands for its name. */
export function useKinds () {
  const { t } = useWords()
  const { data } = useGateways()
  const of = (kind: string) => data.value?.find(gateway => gateway.kind === kind)
  return {
    kindOf: of,
    /** The others are trade names, the same in each language. */
    nameOf: (kind: string): string => kind === 'sandbox' ? t('gateways.kind.sandbox.name') : of(kind)?.name ?? kind,
    isSms: (kind: string): boolean => of(kind) ? of(kind)!.channel === 'sms' : smsKinds.has(kind)
  }
}
