import { useWords, type WordKey, type Words } from '../../words'

type ActionKey = keyof Words['audit']['action']
type SettingKey = keyof Words['audit']['setting']

/** «line session logOut» and «forged_call» as the key of their words: `lineSessionLogOut`, `forgedCall`. */
export const actionKey = (action: string): string => action.replace(/[ _-]+(\w)/g, (_, letter: string) => letter.toUpperCase())

/** Stands for a secret: the audit tells that it changed, never what it is. */
const SECRET = '…'

export interface Difference { name: string, before: string | null, after: string | null }

/** What an entry says in a person's words. A word that this version does not know is shown as it is. */
export function useAuditWords () {
  const { t } = useWords()

  function actionOf (action: string): string {
    const key = actionKey(action)
    return known.has(key) ? t(`audit.action.${key}` as WordKey) : action
  }

  function settingOf (name: string): string {
    return settings.has(name) ? t(`audit.setting.${name}` as WordKey) : name.replace(/^gateway\.settings\./, '')
  }

  /** Before and after, setting by setting where the entry holds two objects. What is the same on both sides is left out, secrets excepted. */
  function differencesOf (before: string | null, after: string | null): Difference[] {
    const [was, is] = [objectIn(before), objectIn(after)]
    if (!was && !is) return before === null && after === null ? [] : [{ name: '', before, after }]
    return [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])]
      .filter(name => was?.[name] === SECRET || textOf(was?.[name]) !== textOf(is?.[name]))
      .map(name => ({ name: settingOf(name), before: textOf(was?.[name]), after: textOf(is?.[name]) }))
  }

  function textOf (value: unknown): string | null {
    if (value === null || value === undefined) return null
    if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no')
    if (Array.isArray(value)) return value.join(', ')
    return value === SECRET ? t('audit.hidden') : typeof value === 'object' ? JSON.stringify(value) : String(value)
  }

  return { actionOf, differencesOf }
}

function objectIn (text: string | null): Record<string, unknown> | null {
  if (!text?.startsWith('{')) return null
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return null
  }
}

const settings = new Set<string>([
  'name', 'number', 'marketingInterval', 'directInterval', 'jitter', 'window', 'resendUnknown', 'treatAsMarketing', 'tariff', 'currency', 'country',
  'timeZone', 'language', 'literalSpintax', 'acceptAnyNumber', 'optOutWords', 'missingValue', 'newUsers', 'rank'
] satisfies SettingKey[])

const known = new Set<string>([
  'lineCreated', 'lineChanged', 'lineDeleted', 'linePaused', 'lineResumed', 'lineCleared', 'lineFrozen', 'lineLoginCode', 'lineSessionStart',
  'lineSessionStop', 'lineSessionRestart', 'lineSessionLogOut', 'handlerKeyRotated', 'hookKeyRotated', 'campaignPaused', 'campaignResumed',
  'campaignStopped', 'campaignCleared', 'campaignReleased', 'campaignDiscarded', 'campaignChanged', 'messageReleased', 'messageDiscarded',
  'messageResolved', 'tokenCreated', 'tokenRevoked', 'userChanged', 'settingsChanged', 'portalInstalled', 'portalInstalledAgain', 'portalGone',
  'portalUnpaid', 'portalPaid', 'needsReauthorization', 'optedOut', 'optedIn', 'sentInSpiteOfOptOut', 'numberErased', 'operatorAccess',
  'applicationTokenLearned', 'forgedCall', 'forgedCallback', 'forgedFrame', 'forgedEvent', 'forgedRenewal', 'bodyTooLarge', 'unreadableCallback',
  'foreignRefreshToken'
] satisfies ActionKey[])
