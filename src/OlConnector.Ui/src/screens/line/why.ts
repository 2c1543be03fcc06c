import { useReasons } from '../../api/reasons'
import type { Line } from '../../api/lines'
import { session } from '../../session/session'
import { wordOf } from '../../states/lineState'
import { useMoments } from '../../time/moments'
import { secondsOf } from '../../time/spans'
import { useWords } from '../../words'
import { hoursText } from './hours'

/** Reasons that a person ends, not time. */
const ofPersons: ReadonlySet<string> = new Set(['CAMPAIGN_PAUSED'])

/** «Почему ничего не уходит?» in one sentence, from what the line says of itself and the server's words for reasons. */
export function useWhy () {
  const { t } = useWords()
  const { reason } = useReasons()
  const { span, time } = useMoments()

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
    if (line.state !== 'active') return [sentence(line), vendorWords(line)].filter(Boolean).join(' ')
    if (line.waitReason === 'INTERVAL') return t('lines.paceWait', { interval: interval(line) })
    if (line.waitReason === 'WINDOW') return t('line.why.hours', { hours: hours(line) })
    return [sentence(line), wordOf(line) === 'disconnected' ? vendorWords(line) : ''].filter(Boolean).join(' ')
  }

  /** What the gateway or the portal said, marked as theirs. */
  function vendorWords (line: Line): string {
    const text = (line.state === 'frozen' ? line.frozenText : null) ?? (line.connection === 'connected' ? null : line.connectionText)
    if (!text) return ''
    return t(line.frozenReason && line.frozenReason !== 'LINE_FROZEN' ? 'line.why.portalWords' : 'line.why.words', { text: text.replace(/[.\s]+$/, '') })
  }

  /** From what the wait is counted: the last dispatch, the hours. */
  function detail (line: Line): string {
    if (line.state !== 'active') return ''
    if (line.waitReason === 'WINDOW') return t('line.why.hours', { hours: hours(line) })
    if (line.waitReason !== 'INTERVAL' || !line.lastDispatchAt || !line.nextDispatchAt) return ''
    const gap = Math.round((Date.parse(line.nextDispatchAt) - Date.parse(line.lastDispatchAt)) / 100) / 10
    return t('line.why.interval', { time: time(line.lastDispatchAt, true), gap: span(gap) })
  }

  const whatToDo = (line: Line): string =>
    line.whatToDo ?? (line.state === 'active' && line.waitReason ? reason(line.waitReason)?.whatToDo ?? '' : '')

  const awaitsPerson = (line: Line): boolean => ofPersons.has(line.waitReason ?? '')

  return { sentence, brief, detail, vendorWords, whatToDo, awaitsPerson, hours, interval }
}
