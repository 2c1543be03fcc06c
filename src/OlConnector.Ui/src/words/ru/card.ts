/** The tab on a card of CRM. */
export const card = {
  title: 'Сообщения клиенту',
  open: 'Открыть в OlConnector',
  closed: 'Портал не показывает вам эту карточку',
  noNumber: 'В карточке нет телефона',
  history: 'Что отправляли',
  empty: 'Этому клиенту ещё не писали',
  noText: 'Напишите текст',
  sent: 'Сообщение в очереди линии',
  send: { act: 'Отправить', ask: 'Отправить на {to}?' }
}
