import { computed } from 'vue'
import type { Line } from '../../api/lines'
import { useServerSession } from '../../api/session'
import { session } from '../../session/session'
import { useMoments } from '../../time/moments'
import { secondsOf } from '../../time/spans'
import { useWords } from '../../words'

interface Link { name: string, to: string, isOutside?: boolean }
export interface PortalNote { key: string, tone: 'failed' | 'held' | 'sent', text: string, links?: Link[] }

/** What the portal's own state says about all lines: not paid, removed, waits for an administrator, its trial. */
export function usePortalNotes (lines: () => readonly Line[]) {
  const { t } = useWords()
  const { when, now } = useMoments()
  const { data } = useServerSession()

  const ended = (period: string | undefined) => lines().flatMap(line => {
    const end = line.connectedAt && period ? Date.parse(line.connectedAt) + secondsOf(period) * 1000 : NaN
    return end < now.value ? [{ line, end }] : []
  })[0]

  return computed<PortalNote[]>(() => {
    const portal = data.value?.portal
    const known = session()
    const bounds = known?.bounds
    if (!portal) return []
    const market = known ? [{ name: t('lines.banner.pay'), to: `https://${known.portal.domain}/market/`, isOutside: true }] : []
    const ledger = { name: t('demo.open'), to: '/demo' }
    const pay = { links: market }
    if (portal.state === 'gone') return [{ key: 'gone', tone: 'failed', text: t('lines.banner.gone') }]
    const notes: PortalNote[] = []
    if (portal.state === 'unpaid') notes.push({ key: 'unpaid', tone: 'failed', text: t('lines.banner.unpaid'), ...pay })
    if (portal.needsReauthorization) notes.push({ key: 'authorize', tone: 'failed', text: t('lines.banner.authorize') })
    if (data.value?.quiet) notes.push({ key: 'quiet', tone: 'held', text: t('lines.banner.quiet') })
    const most = bounds?.demoMessages ?? 0
    const over = portal.isDemo ? ended(bounds?.demoPeriod) : undefined
    const spent: Omit<PortalNote, 'text'> = { key: 'demo', tone: 'held', links: [...market, ledger] }
    if (portal.demoLeft === 0) notes.push({ ...spent, text: most ? t('lines.banner.demoSpent', { n: most }, most) : t('demo.room.none') })
    else if (over) notes.push({ ...spent, text: t('lines.banner.demoOver', { name: over.line.name, when: when(over.end) }) })
    else if (portal.demoLeft != null) {
      notes.push({ key: 'demo', tone: 'sent', text: t('lines.banner.demoLeft', { left: portal.demoLeft, n: most }), links: [ledger] })
    }
    const refused = portal.refusedByDemo
    if (!portal.isDemo && refused) {
      const choose = { name: t('demo.refused.choose'), to: '/demo' }
      notes.push({ key: 'refused', tone: 'held', text: t('demo.refused.banner', { n: refused }, refused), links: [choose] })
    }
    return notes
  })
}
