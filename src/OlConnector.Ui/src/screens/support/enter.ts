import { forget } from '../../api/known'
import { reasonAsked } from '../../api/explained'
import { queries } from '../../api/polling'
import { actAsOperator, type Operator } from '../../session/operator'

/** Another portal's answers are nobody's business: nothing of the one before stays, neither on the screen nor in memory. */
export function become (who: Operator | null): void {
  reasonAsked()?.decline('')
  queries.clear()
  forget()
  actAsOperator(who)
}
