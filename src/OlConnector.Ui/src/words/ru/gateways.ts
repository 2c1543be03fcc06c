/** Kinds of gateway in plain words. */
export const gateways = {
  title: 'Шлюзы',
  other: 'Описание — в документации шлюза',
  kind: {
    'green-api': {
      name: 'WhatsApp через Green-API',
      text: 'Обычный номер WhatsApp без своего сервера. Нужен аккаунт на green-api.com, вход по QR.'
    },
    'waha': {
      name: 'WhatsApp на своём сервере (WAHA)',
      text: 'Обычный номер WhatsApp. Программу WAHA ставит ваш администратор, вход по QR.'
    },
    'whatsapp-cloud': {
      name: 'Официальный WhatsApp (Cloud API)',
      text: 'Кабинет Meta Business и одобренные шаблоны. Номер не блокируют за рассылки по правилам.'
    },
    'sms-by': {
      name: 'SMS через SMS.BY',
      text: 'SMS и Viber с именем отправителя. Нужен ключ из кабинета.'
    },
    'twilio': {
      name: 'Twilio',
      text: 'SMS и WhatsApp по всему миру. Нужен аккаунт Twilio.'
    },
    'smpp': {
      name: 'SMS-оператор по SMPP',
      text: 'Прямой договор с оператором: сервер, логин и пароль он выдаёт сам.'
    },
    'kannel': {
      name: 'Свой Kannel',
      text: 'SMS-шлюз Kannel, который уже работает у вас.'
    },
    'sandbox': {
      name: 'Песочница',
      text: 'Телефоны понарошку, чтобы попробовать. Никому ничего не приходит.'
    }
  }
}
