/** A refusal of the API in the form of RFC 9457. `text` is a sentence for people in their language. */
export class Refused extends Error {
  constructor (
    readonly status: number, readonly code: string, readonly text: string, readonly field: string | null, readonly retryAfter: number | null
  ) { super(text) }

  static async read (answer: Response): Promise<Refused> {
    const problem = await answer.json().catch(() => ({})) as { code?: string, detail?: string, title?: string, field?: string }
    return new Refused(
      answer.status, problem.code ?? `http_${answer.status}`, problem.detail ?? problem.title ?? '', problem.field ?? null,
      Number(answer.headers.get('Retry-After')) || null)
  }
}
