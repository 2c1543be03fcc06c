import type { Campaign } from '../../api/campaigns'
import { madeName } from '../../states/campaignState'
import { noWish, settingsOf, wishOf, type Wish } from '../prepare/wish'

export const steps = ['who', 'what', 'when'] as const
export type Step = typeof steps[number]

/** What a person wants of an own mailing, beside its text. What is null is the portal's, or not wanted. */
export interface OwnForm {
  name: string
  /** A number gets one message. */
  dedupe: boolean | null
  variants: 'balanced' | 'random'
  missingValue: 'hold' | 'skip' | 'blank' | null
  /** Null for at once. */
  startAt: string | null
  /** The last message leaves then, and all of them evenly; null for the line's pace. */
  endAt: string | null
  wish: Wish
}

export const noForm = (): OwnForm => ({
  name: '', dedupe: null, variants: 'balanced', missingValue: null, startAt: null, endAt: null, wish: noWish()
})

export function formOf (campaign: Campaign): OwnForm {
  const { dedupe, variants, missingValue, startAt, endAt, spreadEvenly } = campaign.settings
  return {
    name: madeName(campaign.name) ? '' : campaign.name, dedupe: dedupe ?? null, variants: variants ?? 'balanced', missingValue: missingValue ?? null,
    startAt: startAt ?? null, endAt: spreadEvenly ? endAt ?? null : null, wish: wishOf(campaign)
  }
}

/** As the API takes it. */
export const wishedOf = ({ name, endAt, wish, ...own }: OwnForm, was?: Campaign) => ({
  ...settingsOf(wish, was), ...own, name: name.trim() || null, endAt, spreadEvenly: endAt ? true : null
})

/** In which step a field stands that the server names, so that one is led there. */
export function stepOf (field: string | null | undefined): Step {
  if (field === 'text' || field === 'variants' || field === 'missingValue') return 'what'
  return field === 'name' || field === 'line' || field === 'dedupe' ? 'who' : 'when'
}
