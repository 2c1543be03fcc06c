import type { Campaign } from '../api/campaigns'
import type { Tone } from '../parts/tones'

export const toneOfCampaign: Record<Campaign['state'], Tone> = {
  running: 'sent', paused: 'queued', held: 'held', stopped: 'ended', completed: 'delivered'
}

/** Held messages of a mailing that can still go on wait for a person. */
export const awaitsPerson = (campaign: Campaign): boolean => campaign.state !== 'stopped' && (campaign.states.held ?? 0) > 0
