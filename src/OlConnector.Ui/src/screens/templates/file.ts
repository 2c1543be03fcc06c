import type { TemplateDraft } from '../../api/templates'

/** The texts of a file that was exported here; null for any other file. Whether each can be kept is the server's to say. */
export function templatesIn (text: string): TemplateDraft[] | null {
  try {
    const file = JSON.parse(text) as { templates?: unknown }
    if (!Array.isArray(file.templates)) return null
    return file.templates.map((one: Record<string, unknown>) => ({
      name: String(one.name ?? ''), text: String(one.text ?? ''),
      channel: one.channel === 'sms' || one.channel === 'whatsapp' ? one.channel : null
    }))
  } catch {
    return null
  }
}
