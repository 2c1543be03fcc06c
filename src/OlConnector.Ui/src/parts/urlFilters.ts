import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/**
 * Filters of a list that live in the address: `const filters = useUrlFilters('q', 'state', 'line')`, then `filters.q.value`. A filter that is
 * empty is not in the address; going back in the browser does not walk through each letter.
 */
export function useUrlFilters<Name extends string> (...names: Name[]) {
  const route = useRoute()
  const router = useRouter()

  const set = (changes: Partial<Record<string, string | null>>) => {
    const query = { ...route.query, ...changes }
    for (const name of Object.keys(query)) if (!query[name]) delete query[name]
    return router.replace({ query })
  }
  const one = (name: Name) => computed({
    get: () => typeof route.query[name] === 'string' ? route.query[name] : '',
    set: value => { void set({ [name]: value || null }) }
  })

  return {
    ...Object.fromEntries(names.map(name => [name, one(name)])) as Record<Name, WritableComputedRef<string>>,
    /** Those that are set, as the API takes them. */
    set: computed(() => Object.fromEntries(names.flatMap(name => {
      const value = route.query[name]
      return typeof value === 'string' && value ? [[name, value]] : []
    })) as Partial<Record<Name, string>>),
    reset: () => set(Object.fromEntries(names.map(name => [name, null])))
  }
}
