import { useGateways } from '../../api/gateways'

const smsKinds: ReadonlySet<string> = new Set(['kannel', 'smpp', 'sms-by', 'twilio'])

/** What a line's kind of gateway is called, and what it reaches. Until the list has come, the kind's own word stands for its name. */
export function useKinds () {
  const { data } = useGateways()
  const of = (kind: string) => data.value?.find(gateway => gateway.kind === kind)
  return {
    kindOf: of,
    nameOf: (kind: string): string => of(kind)?.name ?? kind,
    isSms: (kind: string): boolean => of(kind) ? of(kind)!.channel === 'sms' : smsKinds.has(kind)
  }
}
