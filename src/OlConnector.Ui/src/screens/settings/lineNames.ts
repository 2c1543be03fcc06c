import { computed } from 'vue'
import { useLines } from '../../api/lines'
import { useWords } from '../../words'

/** Lines by their names, as a table says them: «Все линии», «Отдел продаж», «3 линии». */
export function useLineNames () {
  const { t } = useWords()
  const { data } = useLines()
  const names = computed(() => new Map(data.value?.map(line => [line.id, line.name])))
  const nameOf = (id: string): string => names.value.get(id) ?? id

  function said (lines: readonly string[] | null): string {
    if (!lines) return t('users.allLines')
    return lines.length <= 2 ? lines.map(nameOf).join(', ') : t('users.lineCount', { n: lines.length }, lines.length)
  }

  return { nameOf, said, names }
}
