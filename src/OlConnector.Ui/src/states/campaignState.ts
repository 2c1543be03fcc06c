import type { Campaign } from '../api/campaigns'
import type { Tone } from '../parts/tones'

export const toneOfCampaign: Record<Campaign['state'], Tone> = {
  running: 'sent', paused: 'queued', held: 'held', stopped: 'ended', completed: 'delivered'
}

/** Held messages of a mailing that can still go on wait for a person. */
export const awaitsPerson = (campaign: Campaign): boolean => campaign.state !== 'stopped' && (campaign.states.held ?? 0) > 0

/** A stopped or completed mailing cannot be steered any more. */
export const isOver = (campaign: Campaign): boolean => campaign.state === 'stopped' || campaign.state === 'completed'

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

/** Running first, then what waits for a person, then by date, the youngest first. */
export const inOrder = (campaigns: readonly Campaign[]): Campaign[] => [...campaigns].sort((left, right) =>
  place(left) - place(right) || Date.parse(right.startedAt) - Date.parse(left.startedAt))

const place = (campaign: Campaign): number => campaign.state === 'running' ? 0 : awaitsPerson(campaign) ? 1 : 2
