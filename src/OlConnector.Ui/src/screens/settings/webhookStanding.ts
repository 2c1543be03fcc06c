import type { Delivery, Webhook } from '../../api/webhooks'
import type { Tone } from '../../parts/tones'

export type WebhookWord = 'on' | 'failing' | 'off' | 'offByItself'

/** How a webhook stands, in one word. */
export function wordOfWebhook (webhook: Webhook): WebhookWord {
  if (!webhook.enabled) return webhook.offReason === 'person' ? 'off' : 'offByItself'
  return webhook.failingSince ? 'failing' : 'on'
}

export const toneOfWebhook: Record<WebhookWord, Tone> = { on: 'delivered', failing: 'held', off: 'ended', offByItself: 'failed' }

export const toneOfDelivery: Record<Delivery['state'], Tone> = { waiting: 'queued', retrying: 'held', delivered: 'delivered' }

/** Host and path: what follows may hold a key of the receiver's. */
export function shortUrl (url: string): string {
  const parsed = URL.parse(url)
  return parsed ? parsed.host + (parsed.pathname === '/' ? '' : parsed.pathname) : url
}

/** A body as people read it. */
export function readable (body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
