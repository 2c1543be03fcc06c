import type { Line } from '../../api/lines'
import type { LinksFound, Preview } from '../../api/texts'
import { placeOf, type Lever, type Risk } from '../../parts/risk/risks'
import { wordOf } from '../../states/lineState'
import type { Say, WordKey } from '../../words'

export type Weight = 'error' | 'high' | 'care' | 'good'

/** Something a marketer should know: a sentence, how much it weighs, and where it stands (UTF-16 units from 1) when it has a place. */
export interface Finding { weight: Weight, text: string, position?: number, adds?: 'optOut', lever?: Lever }

type Problem = Preview['errors'][number]

const errorWords: Partial<Record<string, WordKey>> = {
  'unclosed': 'compose.errors.unclosed',
  'mismatched': 'compose.errors.mismatched',
  'too-big': 'compose.errors.tooBig',
  'TEXT_TOO_LONG': 'compose.errors.tooLong',
  'template_mismatch': 'compose.errors.template'
}
const warningWords: Partial<Record<string, WordKey>> = {
  'unexpected-closing': 'compose.warnings.unexpectedClosing',
  'single-option': 'compose.warnings.singleOption'
}
const hintWords: Partial<Record<string, WordKey>> = {
  'shortener': 'compose.risk.shortener',
  'ip': 'compose.risk.ip',
  'plain-http': 'compose.risk.plainHttp',
  'many-links': 'compose.risk.manyLinks',
  'no-opt-out': 'compose.risk.noOptOut',
  'low-uniqueness': 'compose.risk.lowUniqueness',
  'high-risk-uniqueness': 'compose.risk.highRisk',
  'few-variants': 'compose.risk.fewVariants'
}
const grave: ReadonlySet<string> = new Set(['ip', 'high-risk-uniqueness'])

export function errorsOf (preview: Preview, t: Say, language: string): Finding[] {
  return [
    ...preview.errors.map((error): Finding => ({ weight: 'error', position: error.position, text: sentenceOf(error, t, language) })),
    // Robots and workflows fill these before we see them; in a mailing nobody does, and every message would be held.
    ...preview.spans.filter(span => span.kind === 'workflow')
      .map((span): Finding => ({ weight: 'error', position: (span.position ?? 0) + 1, text: t('compose.errors.workflow') }))
  ]
}

function sentenceOf (error: Problem, t: Say, language: string): string {
  if (error.message) return language === 'ru' ? error.message.ru : error.message.en
  const key = errorWords[error.code]
  return key ? t(key) : t('compose.errors.other', { code: error.detail ?? error.code })
}

/** What is odd but goes out, and what may cost the number. */
export function remarksOf (preview: Preview, links: LinksFound | undefined, text: string, t: Say): Finding[] {
  const warnings = preview.warnings.map((warning): Finding => {
    const key = warningWords[warning.code]
    return { weight: 'care', position: warning.position, text: key ? t(key) : t('compose.warnings.other', { code: warning.code }) }
  })
  const hints = preview.hints.map((code): Finding => {
    const link = links?.links.find(one => isMeant(one, code, text))
    const key = hintWords[code]
    return {
      weight: grave.has(code) ? 'high' : 'care',
      position: link && link.position + 1,
      text: key ? t(key, { host: link?.host ?? '' }) : t('compose.risk.other', { code }),
      adds: code === 'no-opt-out' ? 'optOut' : undefined
    }
  })
  return [...warnings, ...hints]
}

type Link = LinksFound['links'][number]

export function isMeant (link: Link, hint: string, text: string): boolean {
  if (hint === 'plain-http') return /^http:/i.test(text.slice(link.position, link.position + link.length))
  return link.kind === hint
}

/** What the number of recipients and the line add to it. */
export function circumstancesOf (
  recipients: number, line: Line | undefined, guard: { warn: number, limit: number }, t: Say
): Finding[] {
  const found: Finding[] = []
  if (recipients > guard.limit) {
    const held = recipients - guard.limit
    found.push({ weight: 'high', text: t('compose.risk.guardHeld', { limit: guard.limit, n: held }, held) })
  } else if (recipients > guard.warn) {
    found.push({ weight: 'care', text: t('compose.risk.guardWarn', { n: guard.warn }) })
  }
  if (line && line.state !== 'active') {
    found.push({ weight: 'care', text: t('compose.risk.line', { name: line.name, state: t(`lines.state.${wordOf(line)}`).toLowerCase() }) })
  }
  if (line && !line.registered) found.push({ weight: 'care', text: t('compose.risk.unregistered', { name: line.name }) })
  return found
}

/** Reasons of the risk that hints and circumstances say already. */
const said: ReadonlySet<string> = new Set(['SHORT_LINKS', 'NO_OPT_OUT', 'UNIQUENESS', 'SIZE_OVER_50', 'SIZE_OVER_100'])
const GRAVE = 15

/** What the line and the choice of recipients add to the risk, beside what the text's own hints say. */
export const risksBeside = (risk: Risk | null | undefined, line: string | null): Finding[] => (risk?.reasons ?? [])
  .filter(reason => !said.has(reason.code))
  .map(reason => ({
    weight: reason.points >= GRAVE ? 'high' : 'care', text: `${reason.text} ${reason.advice}`,
    lever: reason.lever === 'text' || !placeOf(reason.lever, line) ? undefined : reason.lever
  }))
