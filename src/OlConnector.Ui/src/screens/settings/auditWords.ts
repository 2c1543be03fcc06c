import { useWords, type WordKey, type Words } from '../../words'
import { SECRET, useAuditValues } from './auditValues'

type ActionKey = keyof Words['audit']['action']
type SettingKey = keyof Words['audit']['setting']

/** «line session logOut» and «forged_call» as the key of their words: `lineSessionLogOut`, `forgedCall`. */
export const actionKey = (action: string): string => action.replace(/[ _-]+(\w)/g, (_, letter: string) => letter.toUpperCase())

export interface Difference { name: string, before: string | null, after: string | null }

/** What an entry says in a person's words. A word that this version does not know is shown as it is. */
export function useAuditWords () {
  const { t } = useWords()
  const { valueOf } = useAuditValues()

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
    if (!was && !is) return before === null && after === null ? [] : [{ name: '', before: valueOf(before), after: valueOf(after) }]
    return [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])]
      .filter(name => was?.[name] === SECRET || valueOf(was?.[name]) !== valueOf(is?.[name]))
      .map(name => ({ name: settingOf(name), before: valueOf(was?.[name]), after: valueOf(is?.[name]) }))
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
  'timeZone', 'language', 'literalSpintax', 'acceptAnyNumber', 'optOutWords', 'missingValue', 'newUsers', 'rank', 'dedupe', 'frequencyCap'
] satisfies SettingKey[])

const known = new Set<string>([
  'lineCreated', 'lineChanged', 'lineDeleted', 'linePaused', 'lineResumed', 'lineCleared', 'lineFrozen', 'lineLoginCode', 'lineSessionStart',
  'lineSessionStop', 'lineSessionRestart', 'lineSessionLogOut', 'handlerKeyRotated', 'hookKeyRotated', 'campaignPaused', 'campaignResumed',
  'campaignStopped', 'campaignCleared', 'campaignReleased', 'campaignDiscarded', 'campaignChanged', 'campaignRestarted', 'campaignExpired',
  'messagesExported', 'templateSaved', 'templateChanged', 'templateDeleted', 'templatesImported',
  'mailingPrepared', 'mailingWithdrawn', 'messageReleased', 'messageDiscarded', 'messageCancelled', 'messageResolved',
  'tokenCreated', 'tokenRevoked', 'userChanged', 'settingsChanged', 'portalInstalled', 'portalInstalledAgain', 'portalGone',
  'portalUnpaid', 'portalPaid', 'needsReauthorization', 'optedOut', 'optedIn', 'sentInSpiteOfOptOut', 'numberErased', 'operatorAccess',
  'applicationTokenLearned', 'forgedCall', 'forgedCallback', 'forgedFrame', 'forgedEvent', 'forgedRenewal', 'bodyTooLarge', 'unreadableCallback',
  'foreignRefreshToken', 'stopListAdded', 'stopListRemoved', 'stopListImported', 'stopListExported',
  'webhookCreated', 'webhookChanged', 'webhookDeleted',
  'webhookTested', 'webhookSwitchedOff', 'webhookDeliveryRepeated', 'optOutUndone', 'sentInSpiteOfStopList'
] satisfies ActionKey[])
