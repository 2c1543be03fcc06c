import type { Words } from '../index'

/** Kinds of gateway in plain words. */
export const gateways: Words['gateways'] = {
  title: 'Gateways',
  other: 'The gateway\'s documentation describes it',
  kind: {
    'green-api': {
      name: 'WhatsApp through Green-API',
      text: 'An ordinary WhatsApp number without a server of your own. Takes an account at green-api.com, linked by QR.'
    },
    'waha': {
      name: 'WhatsApp on your own server (WAHA)',
      text: 'An ordinary WhatsApp number. Your administrator runs the program WAHA, linked by QR.'
    },
    'whatsapp-cloud': {
      name: 'Official WhatsApp (Cloud API)',
      text: 'A Meta Business account and approved templates. Mailings by the rules get no number blocked.'
    },
    'sms-by': {
      name: 'SMS through SMS.BY',
      text: 'SMS and Viber with a sender name. Takes the key of your account.'
    },
    'twilio': {
      name: 'Twilio',
      text: 'SMS and WhatsApp world-wide. Takes a Twilio account.'
    },
    'smpp': {
      name: 'SMS operator by SMPP',
      text: 'Your own contract with an operator, who gives host, login and password.'
    },
    'kannel': {
      name: 'Your own Kannel',
      text: 'The SMS gateway Kannel that you run already.'
    },
    'sandbox': {
      name: 'Sandbox',
      text: 'Make-believe telephones to try with. Nobody gets anything.'
    }
  }
}
