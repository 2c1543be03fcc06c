import { computed, reactive, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useCampaign, useChangeCampaign, usePrepare, useStart } from '../../api/campaigns'
import { useOwnPreview, useRecipientFiles } from '../../api/own'
import { Refused } from '../../api/refused'
import { faultsOf } from '../../parts/forms/serverFaults'
import { keepUnsaved } from '../../session/unsaved'
import { debounced } from '../../time/debounced'
import { useWords } from '../../words'
import { newDraft, provideDraft } from '../compose/draft'
import { useComposer } from '../compose/useComposer'
import { formOf, noForm, stepOf, wishedOf } from './form'
import { fieldsOf, textColumnOf } from './tables'

const STILLNESS = 500

/**
 * An own mailing while it is put together. It is a draft on the server from the first thing on that it cannot do without: what was saved
 * survives a reload. Nobody's tag is compared: each table that comes in changes it.
 */
export function useOwnMailing (id: () => string) {
  const { t } = useWords()
  const [route, router] = [useRoute(), useRouter()]
  const draft = newDraft()
  provideDraft(draft)
  const [form, fault] = [reactive(noForm()), ref<Error | null>(null)]
  const campaign = useCampaign(id)
  const files = useRecipientFiles(id)
  const composer = useComposer(draft)
  const [make, change, start] = [usePrepare(), useChangeCampaign(id), useStart()]

  const written = () => JSON.stringify([draft.text, form])
  let saved = ''
  const isFilled = ref(false)
  watch(campaign.data, found => {
    if (!found) return
    draft.recipients = found.recipients ?? 0
    if (isFilled.value) return
    Object.assign(draft, { text: found.text, line: found.lineId })
    Object.assign(form, formOf(found));
    [saved, isFilled.value] = [written(), true]
  }, { immediate: true })
  keepUnsaved(() => written() === saved ? '' : draft.text)

  /** Makes the draft when there is none, and one only; its id. */
  let making: Promise<string> | null = null
  const ensure = async (): Promise<string> => id() || await (making ??= makeDraft().finally(() => { making = null }))

  async function makeDraft (): Promise<string> {
    const now = written()
    const line = composer.line.value!.id
    const made = await make.mutateAsync({ kind: 'file', line, text: draft.text.trim() ? draft.text : null, ...wishedOf(form) });
    [saved, isFilled.value] = [now, true]
    await router.replace({ name: 'own', params: { id: made.id }, query: route.query })
    return made.id
  }

  /** Keeps what was written, one after another; false where the server refuses it, and then `fault` says why. */
  let last = Promise.resolve(true)
  const save = (): Promise<boolean> => last = last.then(saveNow)

  async function saveNow (): Promise<boolean> {
    const now = written()
    if (id() && now === saved) return true
    try {
      if (!id()) await ensure()
      else await change.mutateAsync({ patch: { text: draft.text, ...wishedOf(form, campaign.data.value) } });
      [saved, fault.value] = [now, null]
      return true
    } catch (error) {
      fault.value = error as Error
      return false
    }
  }

  const recipients = computed(() => campaign.data.value?.recipients ?? 0)
  const columns = computed(() => fieldsOf(files.data.value ?? []))
  const textColumn = computed(() => textColumnOf(files.data.value ?? []))
  const still = debounced(() => draft.text, STILLNESS)
  const hasBegun = ref(false)
  const preview = useOwnPreview(
    id, still, () => !hasBegun.value && recipients.value > 0 && (!!still.value.trim() || textColumn.value !== null))
  /** What was found out about real recipients; nothing while there is nothing to find out. */
  const found = computed(() => recipients.value > 0 && (draft.text.trim() || textColumn.value !== null) ? preview.data.value : undefined)

  const faultStep = computed(() => fault.value && stepOf(fault.value instanceof Refused ? fault.value.field : null))

  /** What is in the way of its start; null for nothing. */
  const obstacle = computed(() => {
    if (!recipients.value) return t('own.noRecipients')
    if (composer.isFresh.value && composer.errors.value.length) return t('own.broken')
    return draft.text.trim() || textColumn.value !== null ? null : t('own.noText')
  })

  /** What has begun is not looked at beforehand any more. */
  async function begin (acknowledgeRisk?: true) {
    hasBegun.value = true
    try {
      return await start.mutateAsync({ id: id(), acknowledgeRisk })
    } catch (error) {
      hasBegun.value = false
      throw error
    }
  }

  return {
    draft, form, isFilled, composer, campaign, files, recipients, columns, textColumn, preview, found, fault, faultStep, obstacle,
    faults: computed(() => faultsOf(fault.value)), ensure, save,
    begin, isStarting: start.isPending
  }
}

export type OwnMailing = ReturnType<typeof useOwnMailing>
