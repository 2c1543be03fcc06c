import type { Words } from '../index'

export const lineConnection: Pick<Words['line'], 'link' | 'provider' | 'address' | 'unread'> = {
  link: {
    title: 'Connection to the gateway',
    checkNow: 'Check now',
    checked: 'Checked at {time}: {state}',
    firstAt: 'First connected',
    lastSent: 'Last sent',
    never: 'not yet',
    words: 'The gateway’s words',
    found: 'What we found',
    away: 'The gateway does not answer: correct its address or wait for it, then press “Check now”',
    login: 'Login with a telephone',
    loginNote: 'On the telephone: WhatsApp → Linked devices → Link a device. Point the camera at the code.',
    loginShow: 'Show the login code',
    loginAdmin: 'Only an administrator of the portal sees the login code: who sees it can take the line over.',
    qr: 'QR code to log in to WhatsApp',
    qrEnds: 'The code is renewed {when}',
    byCode: 'Log in by a code, without a camera',
    phone: 'Number of the line’s telephone',
    getCode: 'Get a code',
    code: 'Type this code into the telephone: WhatsApp → Linked devices → Link with phone number',
    linked: 'The telephone is linked, the line is connected.',
    notNow: 'No code is available now. {text}',
    noLogin: 'This gateway needs no login with a telephone.',
    session: 'Session at the gateway',
    act: { start: 'Start', stop: 'Stop', restart: 'Restart', logOut: 'Log out' },
    actDone: { start: 'The session starts', stop: 'The session is stopped', restart: 'The session restarts', logOut: 'The telephone is unlinked' },
    logOutTitle: 'Log the line out?',
    logOutText: 'The telephone is unlinked and the line stops: to send again, somebody has to log in by a code.',
    stopTitle: 'Stop the session at the gateway?',
    stopText: 'The line does not send until the session is started again. The telephone stays linked.'
  },
  provider: {
    title: 'Shown in Bitrix24',
    on: 'Shown',
    off: 'Not shown',
    onText: 'The line can be chosen as a sender in CRM-Marketing, in cards of CRM and in robots under the name “{name}”.',
    offText: 'Bitrix24 does not offer this line: {why} We try again by ourselves, and each time an administrator opens the app.',
    offUnknown: 'the portal gave no reason.',
    code: 'Sender code',
    codeHelp: 'Robots and workflows find the line by it. It never changes.',
    meaning: 'Hiding the line without stopping it is not possible yet: pause it (messages wait), or delete it (saved mailings that use it '
      + 'stop being sent).'
  },
  address: {
    title: 'Addresses',
    note: 'The addresses contain keys: anyone who knows one can speak for the portal or the gateway.',
    handler: 'Where Bitrix24 hands messages over',
    hook: 'Where the gateway tells what was delivered',
    hidden: 'Only an administrator of the portal sees the keys in the addresses.',
    rotate: 'New key',
    rotateHandler: 'Give the address for Bitrix24 a new key?',
    rotateHandlerText: 'We tell the portal the new address.',
    rotateHook: 'Give the address for the gateway a new key?',
    rotateHookText: 'The new address has to be entered at the gateway, unless it learns it from us.',
    grace: 'The old key',
    graceUsual: 'works for some time still, so that nothing is lost',
    graceNone: 'ends at once: it has leaked',
    rotated: 'The key has been changed',
    proof: {
      signature: 'What the gateway tells is signed: nobody else gets through.',
      addressOnly: 'What the gateway tells is not signed: only the secret address protects it. Set a signing key in the settings of the gateway '
        + 'where it has one.',
      none: 'This gateway tells nothing by itself: we ask it what was delivered.'
    }
  },
  unread: {
    title: 'Gateway notices that could not be read',
    none: 'Everything that the gateway told has been read.',
    length: '{n} byte | {n} bytes',
    body: 'Show what came'
  }
}
