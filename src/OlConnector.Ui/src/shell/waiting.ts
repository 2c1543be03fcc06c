import { computed } from 'vue'
import { useNewestCampaigns } from '../api/campaigns'
import { useLines } from '../api/lines'
import { useRights } from '../session/rights'
import { awaitsPerson } from '../states/campaignState'
import { needsPerson } from '../states/lineState'

/** What waits for this person, for the counters of the bar: lines that stand still and mailings with held messages, which they may steer. */
export function useWaiting () {
  const lines = useLines()
  const campaigns = useNewestCampaigns()
  const { may } = useRights()
  return computed(() => ({
    lines: lines.data.value?.filter(line => needsPerson(line) && may('line.steer', line.id).yes).length ?? 0,
    campaigns: campaigns.data.value?.items.filter(campaign => awaitsPerson(campaign) && may('held.decide', campaign.lineId).yes).length ?? 0
  }))
}
