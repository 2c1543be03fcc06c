import { useWords } from '../words'

/** Stands for words that the person's role hides. */
const HIDDEN = '…'

/** What is known from a gateway: the app's own sentence stands as it is, the gateway's words are a quotation. */
export function useGatewaySaid () {
  const { t } = useWords()
  return (words: string | null | undefined, own: string | null | undefined): string => {
    if (own) return /[.!?)]$/.test(own) ? own : `${own}.`
    return words && words !== HIDDEN ? t('common.gatewayAnswered', { text: words.replace(/[.\s]+$/, '') }) : ''
  }
}
