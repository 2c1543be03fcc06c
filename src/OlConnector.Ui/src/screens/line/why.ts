import { useReasons } from '../../api/reasons'
import type { Line } from '../../api/lines'
import { useGatewaySaid } from '../../parts/gatewaySaid'
import { session } from '../../session/session'
import { isAway, wordOf } from '../../states/lineState'
import { useMoments } from '../../time/moments'
import { secondsOf } from '../../time/spans'
import { useWords } from '../../words'
import { hoursText } from './hours'
import { useKinds } from './kinds'

/** Reasons that a person ends, not time. */
const ofPersons: ReadonlySet<string> = new Set(['CAMPAIGN_PAUSED'])

/** Sentences in a row; one that is followed by another ends with its dot. */
export const inARow = (texts: readonly string[]): string => texts.filter(Boolean)
  .map((text, index, all) => index < all.length - 1 && !/[.!?:»]$/.test(text) ? `${text}.` : text).join(' ')

/** «Почему ничего не уходит?» in one sentence, from what the line says of itself and the server's words for reasons. */
export function useWhy () {
  const { t } = useWords()
  const { reason } = useReasons()
  const { span, time } = useMoments()
  const gatewaySaid = useGatewaySaid()
  const { isSms } = useKinds()

  const hours = (line: Line) => hoursText(line.window, t, session()?.user.timeZone)
  const interval = (line: Line) => span(secondsOf(line.marketingInterval))

  /** Why the next message waits; of a line that sends, at what pace. */
  function sentence (line: Line): string {
    if (line.state === 'off') return t('line.deleted')
    if (line.state === 'frozen') return reason(line.frozenReason)?.sentence ?? ''
    if (line.state === 'paused') return reason('PAUSED')?.sentence ?? ''
    if (wordOf(line) === 'disconnected') return t('line.why.connection', { state: t(`line.connection.${line.connection}`).toLocaleLowerCase() })
    if (line.waitReason) return reason(line.waitReason)?.sentence ?? ''
    return line.queued + line.inFlight + line.accepted > 0 ? t('lines.paceWait', { interval: interval(line) }) : t('lines.queueEmpty')
  }

  /** The same for a row of the list: what all rows share is said by its number. */
  function brief (line: Line): string {
    if (line.state !== 'active') return inARow([sentence(line), vendorWords(line)])
    if (line.waitReason === 'INTERVAL') return t('lines.paceWait', { interval: interval(line) })
    if (line.waitReason === 'WINDOW') return t('line.why.hours', { hours: hours(line) })
    return inARow([sentence(line), wordOf(line) === 'disconnected' || isAway(line) ? vendorWords(line) : ''])
  }

  /** What the gateway said, marked as its own words; what the app found out needs no mark. */
  function vendorWords (line: Line): string {
    if (line.state === 'frozen' && line.frozenText) return gatewaySaid(line.frozenText, line.frozenSaid)
    return line.connection === 'connected' ? '' : gatewaySaid(line.connectionText, line.connectionSaid)
  }

  /** From what the wait is counted: the last dispatch, the hours. */
  function detail (line: Line): string {
    if (line.state !== 'active') return ''
    if (line.waitReason === 'WINDOW') return t('line.why.hours', { hours: hours(line) })
    if (line.waitReason !== 'INTERVAL' || !line.lastDispatchAt || !line.nextDispatchAt) return ''
    const gap = Math.round((Date.parse(line.nextDispatchAt) - Date.parse(line.lastDispatchAt)) / 100) / 10
    return t('line.why.interval', { time: time(line.lastDispatchAt, true), gap: span(gap).replace(/ /g, '\u00A0') })
  }

  /** A number that its network blocked comes back by an appeal, which no button here can make. */
  const ifBanned = (line: Line): string => line.connection !== 'blocked' ? ''
    : [t(isSms(line.gateway.kind) ? 'line.banned.sms' : 'line.banned.whatsapp'), t('line.banned.waiting')].join(' ')

  function whatToDo (line: Line): string {
    if (line.connection === 'blocked' && line.state !== 'off') return ifBanned(line)
    if (line.whatToDo) return line.whatToDo
    const code = line.state === 'paused' ? 'PAUSED' : line.state === 'active' ? line.waitReason : null
    return reason(code)?.whatToDo ?? ''
  }

  const awaitsPerson = (line: Line): boolean => ofPersons.has(line.waitReason ?? '')

  return { sentence, brief, detail, vendorWords, whatToDo, ifBanned, awaitsPerson, hours, interval }
}
