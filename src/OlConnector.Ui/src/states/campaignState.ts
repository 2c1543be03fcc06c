import type { Campaign } from '../api/campaigns'
import type { Line } from '../api/lines'
import type { Tone } from '../parts/tones'
import { isAway, wordOf, type LineWord } from './lineState'

export const toneOfCampaign: Record<Campaign['state'], Tone> = {
  draft: 'queued', awaiting: 'queued', scheduled: 'queued', collecting: 'queued',
  running: 'sent', paused: 'queued', held: 'held', stopped: 'ended', completed: 'delivered', expired: 'ended'
}

/** Waves of held messages that are still to come, in order. */
export const wavesToCome = (campaign: Campaign): Campaign['waves'] => campaign.waves.filter(wave => wave.state === 'planned')

/** Its recipients were named in the app or by a program. */
export const isOwn = ({ kind }: Campaign): boolean => kind === 'file' || kind === 'api'

/** Nothing of it has come or leaves: it awaits its letter, or is still being put together. */
export const isUnbegun = ({ state }: Campaign): boolean => state === 'awaiting' || state === 'draft'

/** All whom it is meant for: an own mailing has recipients before it has messages. */
export const meantFor = (campaign: Campaign): number => campaign.total + (campaign.recipients ?? 0)

/** What the app made up as a name, with the text behind date and line: `[whole, text]`. Null for a name that a person gave. */
export const madeName = (name: string): RegExpExecArray | null => /^\d{4}-\d\d-\d\d \d\d:\d\d(?: .*?: (.+))?$/.exec(name)

/** A mailing that has not begun, though it could: a person may let it begin now. */
export const canStart = (campaign: Campaign): boolean => campaign.state === 'scheduled' || campaign.state === 'collecting' || campaign.startMissed
  || (campaign.state === 'awaiting' && Date.parse(campaign.settings.startAt ?? '') > Date.now())

/** Held messages of a mailing that can still go on wait for a person, unless they leave by themselves in waves. */
export const awaitsPerson = (campaign: Campaign): boolean =>
  campaign.state !== 'stopped' && (campaign.states.held ?? 0) > 0 && !wavesToCome(campaign).length

/** A mailing that was stopped, is complete or whose time is over cannot be steered any more. */
export const isOver = (campaign: Campaign): boolean => ['stopped', 'completed', 'expired'].includes(campaign.state)

/** Something of a mailing that is over can be sent again. */
export const canRestart = (campaign: Campaign): boolean => !!campaign.restartable && Object.values(campaign.restartable).some(count => count > 0)

/** A mailing that runs, of which nothing leaves because its line lets nothing out: in the line's word. Null while it moves. */
export function standsBy (campaign: Campaign, line: Line | undefined): LineWord | null {
  const { queued, inFlight } = figuresOf(campaign)
  if (campaign.state !== 'running' || !line || queued + inFlight === 0) return null
  const word = isAway(line) && line.state === 'active' ? 'disconnected' : wordOf(line)
  return ['paused', 'frozen', 'disconnected', 'off'].includes(word) ? word : null
}

/** What people count: who has got it, who waits, who will not. Their sum is the total. */
export function figuresOf (campaign: Campaign) {
  const of = (...states: string[]) => states.reduce((sum, state) => sum + (campaign.states[state] ?? 0), 0)
  const [sent, queued, held, inFlight] = [
    of('sent', 'delivered', 'read', 'undelivered', 'unknown'), of('accepted', 'queued'), of('held'), of('dispatching')]
  return {
    sent, queued, held, inFlight, unsent: queued + held, delivered: of('delivered', 'read'), failed: of('failed', 'undelivered'),
    ended: of('stopped', 'cleared', 'expired'), suppressed: of('suppressed')
  }
}

/** Running first, then what waits for a person, then what has not begun, then by date, the youngest first. */
export const inOrder = (campaigns: readonly Campaign[]): Campaign[] => [...campaigns].sort((left, right) =>
  place(left) - place(right) || Date.parse(right.startedAt) - Date.parse(left.startedAt))

const place = (campaign: Campaign): number =>
  ['running', 'collecting'].includes(campaign.state) ? 0 : awaitsPerson(campaign) ? 1 : isUnbegun(campaign) ? 2 : 3
