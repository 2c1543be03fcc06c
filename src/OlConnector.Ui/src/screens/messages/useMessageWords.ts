import type { Message, MessageState, MessageSummary } from '../../api/messages'
import { useReasons, type Reason } from '../../api/reasons'
import { useGatewaySaid } from '../../parts/gatewaySaid'
import { groupOf } from '../../states/messageState'
import { useMoments } from '../../time/moments'
import { useWords, type WordKey } from '../../words'

const kinds: Partial<Record<MessageState, Reason['kind']>> = {
  accepted: 'wait', queued: 'wait', held: 'hold', sent: 'sent', failed: 'failed', undelivered: 'failed', suppressed: 'suppressed',
  stopped: 'ended', cleared: 'ended', expired: 'ended'
}

/** Of a reason whose advice is to do nothing, only the reason is told. */
const isNothing = (advice: string) => /^(Ничего|Nothing)\.?$/.test(advice)

/** How a message's state is told: in two words, and in a sentence with what happens next. */
export function useMessageWords () {
  const { t } = useWords()
  const { when } = useMoments()
  const { reason } = useReasons()
  const gatewaySaid = useGatewaySaid()

  const said = (state: MessageState, code: string | null | undefined) => reason(code, { kind: kinds[state] })
  const word = (state: MessageState) => t(`common.message.${state}` as WordKey)

  /** Under the state in a table. */
  const short = (message: MessageSummary) => said(message.state, message.waitReason ?? message.reason)?.short ?? ''

  function then (message: Message): string {
    switch (message.state) {
      case 'held': return message.expiresAt ? t('messages.then.held', { at: when(message.expiresAt) }) : t('messages.then.heldSoon')
      case 'sent': return message.reason ? '' : t('messages.then.sent')
      case 'delivered': return t('messages.then.delivered', { at: when(message.deliveredAt ?? message.sentAt ?? message.acceptedAt) })
      case 'accepted': case 'queued': case 'dispatching': case 'read': case 'undelivered': case 'failed': case 'unknown': case 'suppressed':
        return t(`messages.then.${message.state}`)
      default: return t(`messages.then.${groupOf(message.state)}` as WordKey)
    }
  }

  /** What the gateway said where it is the gateway that the message waits or failed for. */
  function answered (message: Message): string {
    const last = ['failed', 'undelivered', 'queued'].includes(message.state) ? message.attempts.at(-1) : undefined
    return last && message.reason !== 'LINE_OFF' ? gatewaySaid(last.text, last.said) : ''
  }

  /** Why it stands there, what happens next, and what a person can do: sentences, the important one first. */
  function sentences (message: Message): string[] {
    const why = said(message.state, message.waitReason ?? message.reason)
    const advice = why?.whatToDo && !isNothing(why.whatToDo) ? why.whatToDo : ''
    const moving = message.state === 'queued' || message.state === 'accepted'
    // The buttons beside a held message say what can be done.
    const isHeld = message.state === 'held'
    return [why?.sentence || why?.short, answered(message), moving && advice ? '' : then(message), isHeld ? '' : advice]
      .filter(text => !!text) as string[]
  }

  return { word, short, sentences, said }
}
