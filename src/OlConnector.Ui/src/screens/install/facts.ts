import { session } from '../../session/session'
import { useMoments } from '../../time/moments'
import { secondsOf } from '../../time/spans'
import { cityOf } from '../../time/zoneNames'
import { useWords } from '../../words'

/** Something the app has found out by itself, and whether it stands in the way. */
export interface Fact { key: string, tone: 'delivered' | 'held' | 'failed' | 'queued', text: string }

/** What the wizard begins with: facts instead of demands. */
export function useFacts () {
  const { t, locale } = useWords()
  const { span } = useMoments()
  const countryName = (code: string) => new Intl.DisplayNames(locale.value, { type: 'region' }).of(code) ?? code

  function plan (known: NonNullable<ReturnType<typeof session>>): Fact {
    const { bounds } = known
    if (known.portal.state === 'unpaid') return { key: 'plan', tone: 'failed', text: t('install.need.unpaid') }
    if (known.portal.state === 'gone') return { key: 'plan', tone: 'failed', text: t('install.need.gone') }
    return known.plan === 'demo' && bounds
      ? { key: 'plan', tone: 'held', text: t('install.need.demo', { messages: bounds.demoMessages, days: span(secondsOf(bounds.demoPeriod)) }) }
      : { key: 'plan', tone: 'delivered', text: t('install.need.full') }
  }

  function connection (known: NonNullable<ReturnType<typeof session>>): Fact {
    if (known.quiet) return { key: 'portal', tone: 'failed', text: t('install.need.quiet') }
    if (known.trouble) return { key: 'portal', tone: 'held', text: t('install.need.trouble', { why: known.trouble }) }
    if (known.portal.needsReauthorization) return { key: 'portal', tone: 'held', text: t('install.need.authorization') }
    return { key: 'portal', tone: 'delivered', text: t('install.need.portal', { domain: known.portal.domain }) }
  }

  function facts (): Fact[] {
    const known = session()
    if (!known) return []
    const { timeZone, country } = known.portal
    const zone = cityOf(timeZone, t)
    const place = country ? t('install.need.zone', { zone, country: countryName(country) }) : t('install.need.zoneOnly', { zone })
    return [
      { key: 'admin', tone: 'delivered', text: t('install.need.admin') }, plan(known), connection(known),
      { key: 'zone', tone: 'delivered', text: place }, { key: 'prepare', tone: 'queued', text: t('install.need.prepare') }
    ]
  }

  return { facts }
}
