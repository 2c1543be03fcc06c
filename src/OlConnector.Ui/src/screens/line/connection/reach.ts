import type { Line } from '../../../api/lines'
import type { Right } from '../../../session/rights'
import { isAway } from '../../../states/lineState'
import { useWords } from '../../../words'

/** What one may do at a gateway: nothing while it is away, whatever the role. */
export function useReach () {
  const { t } = useWords()
  return (line: Line, right: Right): Right => right.yes && isAway(line) ? { yes: false, why: t('line.link.away') } : right
}
