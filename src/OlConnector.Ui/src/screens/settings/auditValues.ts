import { roles } from './grants'
import { useLineNames } from './lineNames'
import { hoursText } from '../install/hoursText'
import { useMoments } from '../../time/moments'
import { secondsOf } from '../../time/spans'
import { useWords, type WordKey } from '../../words'
import type { Shapes } from '../../api/client'

/** Stands for a secret: the audit tells that it changed, never what it is. */
export const SECRET = '…'

/** Values of the audit as people read them: spans, hours, yes and no, a role with its lines, states of a line. */
export function useAuditValues () {
  const { t } = useWords()
  const { span } = useMoments()
  const { said } = useLineNames()

  function valueOf (value: unknown): string | null {
    if (value === null || value === undefined) return null
    if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no')
    if (Array.isArray(value)) return value.join(', ')
    return typeof value === 'object' ? JSON.stringify(value) : textOf(String(value))
  }

  function textOf (text: string): string {
    if (text === SECRET) return t('audit.hidden')
    if (text === 'true' || text === 'false') return t(text === 'true' ? 'common.yes' : 'common.no')
    if (text.startsWith('{"days"')) return hoursText(JSON.parse(text) as NonNullable<Shapes['WindowJson']>, t)
    if (!Number.isNaN(secondsOf(text))) return span(secondsOf(text))
    return rightsIn(text) ?? (text in states ? t(states[text as keyof typeof states]) : text)
  }

  /** «marketer, lines all», as rights are written. */
  function rightsIn (text: string): string | null {
    const [, role, lines] = /^(\w+), lines (.+)$/.exec(text) ?? []
    const known = roles.find(one => one === role)
    return known && lines ? `${t(`common.role.${known}`)}, ${said(lines === 'all' ? null : lines.split(','))}` : null
  }

  return { valueOf }
}

const states = {
  active: 'audit.value.active', paused: 'audit.value.paused', frozen: 'audit.value.frozen', hold: 'settings.texts.hold', skip: 'settings.texts.skip',
  blank: 'settings.texts.blank', viewer: 'common.role.viewer', none: 'common.role.none', never: 'audit.value.never', once: 'audit.value.once'
} as const satisfies Record<string, WordKey>
