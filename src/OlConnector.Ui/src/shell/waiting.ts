import { computed } from 'vue'
import { useNewestCampaigns } from '../api/campaigns'
import { useLines } from '../api/lines'
import { awaitsPerson } from '../states/campaignState'
import { needsPerson } from '../states/lineState'

/** What waits for a person, for the counters of the bar: lines that stand still, mailings with held messages. */
export function useWaiting () {
  const lines = useLines()
  const campaigns = useNewestCampaigns()
  return computed(() => ({
    lines: lines.data.value?.filter(needsPerson).length ?? 0,
    campaigns: campaigns.data.value?.items.filter(awaitsPerson).length ?? 0
  }))
}
