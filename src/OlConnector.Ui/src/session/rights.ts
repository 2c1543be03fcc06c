import { useWords, type WordKey } from '../words'
import { operator } from './operator'
import { session, type Role } from './session'

/** What one does, and the least role that may (docs/api.md, "Who calls"). The server decides; this only says it beforehand. */
const least = {
  'text.read': 'marketer',
  'campaign.steer': 'marketer',
  'campaign.change': 'marketer',
  'campaign.prepare': 'marketer',
  'campaign.restart': 'marketer',
  'held.decide': 'marketer',
  'message.send': 'marketer',
  'message.settle': 'support',
  'line.test': 'marketer',
  'number.check': 'marketer',
  'line.steer': 'support',
  'line.clear': 'support',
  'line.pace': 'support',
  'line.check': 'support',
  'line.history': 'support',
  'line.gateway': 'admin',
  'line.login': 'admin',
  'line.keys': 'admin',
  'line.delete': 'admin',
  'line.make': 'admin',
  'templates.change': 'marketer',
  'users': 'admin',
  'tokens': 'admin',
  'webhooks': 'admin',
  'stopList.read': 'marketer',
  'stopList.change': 'support',
  'stopList.table': 'admin',
  'callbacks': 'admin',
  'settings': 'admin',
  'audit': 'admin',
  'erase': 'admin'
} as const satisfies Record<string, Role>

export type Act = keyof typeof least

/** What belongs to the whole portal is closed to those who hold only some lines. */
const ofAllLines: ReadonlySet<Act> = new Set<Act>([
  'line.make', 'webhooks', 'templates.change', 'settings', 'audit', 'erase', 'stopList.read', 'stopList.change', 'stopList.table'
])

/** Support reads all of a portal and changes what the role support may, with a reason; it speaks to nobody in the portal's name. */
const operatorReads: ReadonlySet<Act> = new Set<Act>(['audit', 'callbacks'])
const operatorNever: ReadonlySet<Act> = new Set<Act>(['message.send', 'line.test', 'campaign.restart'])

const order: readonly Role[] = ['none', 'viewer', 'marketer', 'support', 'admin']

/** The key of the sentence that says why not; null when one may. */
export function whyNot (act: Act, who: { role: Role, lines: readonly string[] | null }, lineId?: string): WordKey | null {
  if (lineId !== undefined && who.lines && !who.lines.includes(lineId)) return 'common.mayNot.otherLine'
  const needed = least[act]
  if (order.indexOf(who.role) < order.indexOf(needed)) return `common.mayNot.${needed}`
  return who.lines && ofAllLines.has(act) ? 'common.mayNot.allLines' : null
}

/** The same for the vendor's support in a portal. */
export function whyNotOperator (act: Act): WordKey | null {
  if (operatorReads.has(act)) return null
  return operatorNever.has(act) ? 'common.mayNot.operator' : whyNot(act, { role: 'support', lines: null })
}

/** `yes`, or `why` not in words. Put it into MayButton, which shows the reason. */
export interface Right { yes: boolean, why: string | null }

export function useRights () {
  const { t } = useWords()

  /** Follows the session: a renewed one may bring another role. */
  function may (act: Act, lineId?: string): Right {
    const who = session()?.user ?? { role: 'none' as const, lines: null }
    const why = operator() ? whyNotOperator(act) : whyNot(act, who, lineId)
    return why ? { yes: false, why: t(why) } : { yes: true, why: null }
  }

  return { may }
}
