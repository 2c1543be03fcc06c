import { computed, ref, watch, type Ref } from 'vue'

/**
 * New rows do not push a list down under the pointer: they are counted and wait until the person asks for them. Ids grow with time. Another
 * question begins anew.
 */
export function useHeldBack<Row extends { id: string }> (rows: Ref<Row[]>, question: () => string) {
  const top = ref<string | null>(null)
  watch(question, () => { top.value = null })
  watch(rows, list => { if (top.value === null && list[0]) top.value = list[0].id }, { immediate: true })
  const isNewer = (row: Row) => top.value !== null && row.id > top.value

  const newer = computed(() => rows.value.filter(isNewer).length)
  const shown = computed(() => newer.value ? rows.value.filter(row => !isNewer(row)) : rows.value)
  const reveal = () => { top.value = rows.value[0]?.id ?? null }
  return { shown, newer, reveal }
}
