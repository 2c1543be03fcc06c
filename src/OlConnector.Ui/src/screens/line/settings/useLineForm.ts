import { computed, ref, shallowRef, toRaw, watch } from 'vue'
import type { Tagged } from '../../../api/client'
import type { Line } from '../../../api/lines'
import { changedFields, formOf, patchOf, rebased, type LineForm } from './lineForm'

const copy = (form: LineForm): LineForm => structuredClone(toRaw(form))

/**
 * The form and what it was filled from. While nothing is changed it follows the line; once something is, the line's own changes are a
 * conflict that a person decides. A new state or connection of the line is none.
 */
export function useLineForm (line: () => Tagged<Line>) {
  const base = shallowRef(formOf(line()))
  const form = ref<LineForm>(copy(base.value))
  const etag = shallowRef<string | null>(line().etag)
  const theirs = shallowRef<LineForm | null>(null)

  const plain = computed(() => JSON.parse(JSON.stringify(form.value)) as LineForm)
  const changed = computed(() => changedFields(base.value, plain.value))
  const patch = computed(() => patchOf(base.value, plain.value, line().gateway.kind))
  const conflict = computed(() => theirs.value ? changedFields(base.value, theirs.value) : [])

  function fill (from: LineForm): void {
    base.value = from
    form.value = copy(from)
    theirs.value = null
  }

  watch(line, fresh => {
    const now = formOf(fresh)
    const isSame = changedFields(base.value, now).length === 0
    if (isSame || changed.value.length === 0) {
      if (!isSame) fill(now)
      etag.value = fresh.etag
    } else {
      theirs.value = now
    }
  })

  function takeTheirs (): void {
    if (theirs.value) fill(theirs.value)
    etag.value = line().etag
  }

  /** What I changed stays changed, over what they saved. */
  function keepMine (): void {
    if (!theirs.value) return
    form.value = rebased(plain.value, base.value, theirs.value)
    base.value = theirs.value
    theirs.value = null
    etag.value = line().etag
  }

  /** The answer of the save; its tag comes with the next reading. */
  function saved (answer: Line): void {
    fill(formOf(answer))
    etag.value = null
  }

  return { form, plain, base, etag, changed, patch, conflict, reset: () => fill(base.value), takeTheirs, keepMine, saved }
}
