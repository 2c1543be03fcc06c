// Clients' telephones: what arrived, and a field to answer.
import { $, make } from './dom.js';
import { post } from './server.js';
import { speech } from './speech.js';

const ticks = { accepted: '✓', delivered: '✓✓', read: '✓✓', undelivered: '✕' };

export function drawPhones(state) {
  $('phones-count').textContent = state.counters.onPhones;
  $('phones-empty').hidden = state.phones.length > 0;
  // Nothing is redrawn under the fingers of somebody who types.
  if (!$('phones').contains(document.activeElement)) $('phones').replaceChildren(...state.phones.map(phoneOf));
}

function phoneOf(phone) {
  const card = make('article', 'phone');
  const head = make('header', '', phone.phone);
  head.append(make('small', '', phone.bubbles.findLast((each) => each.line)?.line || ''));
  const screen = make('div', 'screen');
  screen.append(...phone.bubbles.map(bubble));
  card.append(head, screen, replyTo(phone.phone));
  return card;
}

function bubble(each) {
  const element = make('div', `bubble${each.mine ? ' mine' : ''}`, each.text);
  element.append(make('small', each.status || '', `${each.at} ${ticks[each.status] || ''}`));
  return element;
}

function replyTo(phone) {
  const form = make('form', 'reply');
  const input = make('input');
  input.placeholder = speech.words.reply;
  input.setAttribute('aria-label', `${speech.words.reply} ${phone}`);
  form.append(input);
  form.onsubmit = (event) => {
    event.preventDefault();
    post('reply', { phone, text: input.value });
    input.blur();
  };
  return form;
}
