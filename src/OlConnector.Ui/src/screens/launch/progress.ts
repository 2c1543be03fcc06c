import { reactive } from 'vue'

export const steps = ['text', 'segment', 'letter', 'sender', 'paste', 'save'] as const
export type Step = typeof steps[number]

/** What a marketer has ticked. It outlives the screen, because the steps lead away from it; it ends with the page. */
export const ticked = reactive(new Set<Step>())
