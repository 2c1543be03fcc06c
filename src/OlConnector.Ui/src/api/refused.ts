import type { components } from './contract'

type Risk = components['schemas']['RiskAnswer']

/** A refusal of the API in the form of RFC 9457. `detail` is a sentence for people in their language; it is the error's message too. */
export class Refused extends Error {
  readonly status: number
  /** Stable word to program against. */
  readonly code: string
  readonly detail: string
  /** Path of the field that is wrong, such as `gateway.settings.baseUrl`. */
  readonly field: string | null
  /** What would help, where the answer says more than the sentence: the number to repeat, the place in the text, the risk to confirm. */
  readonly hint: { acknowledge: number | null, position: number | null, risk: Risk | null }
  /** Seconds to wait. */
  readonly retryAfter: number | null

  constructor (status: number, problem: Problem, retryAfter: number | null = null) {
    super(problem.detail ?? problem.title ?? '')
    this.status = status
    this.code = problem.code ?? `http_${status}`
    this.detail = this.message
    this.field = problem.field ?? null
    this.hint = { acknowledge: problem.acknowledge ?? null, position: problem.position ?? null, risk: problem.risk ?? null }
    this.retryAfter = retryAfter
  }

  static async read (answer: Response): Promise<Refused> {
    const problem = await answer.json().catch(() => ({})) as Problem
    return new Refused(answer.status, problem, Number(answer.headers.get('Retry-After')) || null)
  }
}

interface Problem {
  code?: string, detail?: string, title?: string, field?: string | null, acknowledge?: number | null, position?: number | null, risk?: Risk | null
}

/** True for what is not the caller's fault: no answer at all, or one from 500 on. */
export const isOutage = (error: unknown): boolean => !(error instanceof Refused) || error.status >= 500
