import { computed } from 'vue'
import { useGateways } from '../../api/gateways'
import { useUsualGuard } from '../../api/guards'
import { useForecast } from '../../api/line'
import { useLines } from '../../api/lines'
import { useLinks, usePreview } from '../../api/texts'
import { debounced } from '../../time/debounced'
import { useWords } from '../../words'
import { useDraft } from './draft'
import { samples } from './fields'
import { circumstancesOf, errorsOf, isMeant, remarksOf, risksBeside } from './findings'
import type { Mark } from './paint'
import { stretchAt } from './places'
import { readyFirst } from './sender'

const STILLNESS = 250
const ODD: readonly string[] = ['shortener', 'ip', 'plain-http']

/** What is asked about a draft, and what came back. Every number and finding is the server's; colours alone are made here (lexer.ts). */
export function useComposer (draft = useDraft()) {
  const { t, locale } = useWords()
  const lines = useLines()
  const gateways = useGateways()

  const choices = computed(() => readyFirst(lines.data.value ?? []))
  const line = computed(() => choices.value.find(one => one.id === draft.line) ?? choices.value[0])
  const guard = useUsualGuard(() => line.value)
  const gateway = computed(() => gateways.data.value?.find(one => one.kind === line.value?.gateway.kind))
  const isSms = computed(() => gateway.value?.channel === 'sms')

  const still = debounced(() => ({ text: draft.text, recipients: draft.recipients, values: { ...draft.values }, pause: draft.pause }), STILLNESS)
  const isEmpty = computed(() => !draft.text.trim())
  const preview = usePreview(() => still.value.text.trim()
    ? {
        template: still.value.text, recipients: still.value.recipients, seed: String(draft.seed), line: line.value?.id,
        fields: { ...samples(t), ...still.value.values }
      }
    : null)
  const links = useLinks(() => still.value.text.trim() ? { text: still.value.text } : null)
  const forecast = useForecast(() => line.value?.id ?? '', () => line.value && still.value.recipients > 0
    ? { messages: still.value.recipients, marketingInterval: still.value.pause ?? undefined }
    : null)

  /** The answer is about the text as it stands: only then are its places marked. */
  const isFresh = computed(() => still.value.text === draft.text && !!preview.data.value && !preview.isPlaceholderData.value)
  const answer = computed(() => isEmpty.value ? undefined : preview.data.value)
  const errors = computed(() => answer.value ? errorsOf(answer.value, t, locale.value) : [])
  const remarks = computed(() => [
    ...answer.value ? remarksOf(answer.value, links.data.value, still.value.text, t) : [],
    ...circumstancesOf(still.value.recipients, line.value, guard.value, t),
    ...risksBeside(answer.value?.risk, line.value?.id ?? null)
  ])
  const saysHowToRefuse = computed(() => !!answer.value?.valid && !answer.value.hints.includes('no-opt-out'))

  const marks = computed((): Mark[] => isFresh.value
    ? [
        ...errors.value.map(error => ({ ...stretchAt(draft.text, error.position ?? 1), look: 'wrong' as const })),
        ...(links.isPlaceholderData.value ? [] : links.data.value?.links ?? [])
          .filter(link => ODD.some(kind => isMeant(link, kind, draft.text)))
          .map(link => ({ from: link.position, to: link.position + link.length, look: 'odd' as const }))
      ]
    : [])

  return {
    lines, choices, line, gateway, isSms, preview, answer, forecast, isEmpty, isFresh, errors, remarks, saysHowToRefuse, marks,
    risk: computed(() => answer.value?.risk ?? null)
  }
}

export type Composer = ReturnType<typeof useComposer>
