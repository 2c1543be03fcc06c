/** Colours of states; each has ink, a soft ground and a fill for bars (theme/colours.css). A word and a number always stand beside it. */
export type Tone = 'delivered' | 'sent' | 'unknown' | 'queued' | 'held' | 'failed' | 'suppressed' | 'ended'

export const inkOf = (tone: Tone): Record<string, string> => ({
  '--ink': `var(--olc-${tone})`, '--soft': `var(--olc-${tone}-soft)`, '--fill': `var(--olc-${tone}-bar, var(--olc-${tone}))`
})
