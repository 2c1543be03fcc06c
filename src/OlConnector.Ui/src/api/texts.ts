import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, got, type Shapes } from './client'
import { keys } from './keys'

export type Preview = Shapes['PreviewAnswer']
export type PreviewWish = Shapes['PreviewDraft']
export type LinksFound = Shapes['LinkAnswer']

/** A question about one text. The caller debounces the wish; an answer to an older wish never replaces a newer one; null asks nothing. */
function useQuestion<Wish extends object, Answer> (
  call: string, wish: MaybeRefOrGetter<Wish | null>, ask: (wish: Wish, signal: AbortSignal) => Promise<{ items: Answer[] }>
) {
  return useQuery({
    queryKey: computed(() => keys.texts(call, toValue(wish))),
    queryFn: async ({ signal }) => (await ask(toValue(wish)!, signal)).items[0]!,
    enabled: computed(() => toValue(wish) !== null),
    placeholderData: keepPreviousData,
    staleTime: 60_000
  })
}

export const usePreview = (wish: MaybeRefOrGetter<PreviewWish | null>) => useQuestion('preview', wish,
  (wish, signal) => got(api.POST('/api/v1/text/preview', { body: { items: [wish] }, signal })))

export const useTransliteration = (wish: MaybeRefOrGetter<Shapes['TransliterationDraft'] | null>) => useQuestion('transliterate', wish,
  (wish, signal) => got(api.POST('/api/v1/text/transliterate', { body: { items: [wish] }, signal })))

export const useLinks = (wish: MaybeRefOrGetter<Shapes['TextDraft'] | null>) => useQuestion('links', wish,
  (wish, signal) => got(api.POST('/api/v1/links/inspect', { body: { items: [wish] }, signal })))

export const usePhone = (wish: MaybeRefOrGetter<Shapes['PhoneDraft'] | null>) => useQuestion('phones', wish,
  (wish, signal) => got(api.POST('/api/v1/phones/normalize', { body: { items: [wish] }, signal })))

/** Once, when a person asks for it. `sms` leaves no sign that makes an SMS longer; placeholders and links stay as they are. */
export async function transliterate (text: string): Promise<Shapes['TransliterationAnswer']> {
  const answer = await got(api.POST('/api/v1/text/transliterate', { body: { items: [{ text, scheme: 'sms' }] } }))
  return answer.items[0]!
}
