import type { Words } from '../index'

export const session: Words['session'] = {
  over: 'The session is over',
  overText: 'The page was open for long, and the portal no longer vouches for you. Open the app again.',
  reload: 'Open again',
  unsaved: 'Not saved. Copy the text before you open it again:',
  kept: 'Nothing on this page is unsaved.',
  outside: 'Open the app in Bitrix24',
  outsideText: 'The interface works inside the portal: Market → OlConnector.'
}
