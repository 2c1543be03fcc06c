// Clients' telephones: what arrived, and a field to answer. Above them the telephones of lines that need a hand: to be linked, to be unblocked.
import { $, make } from './dom.js';
import { post } from './server.js';
import { speech } from './speech.js';

const ticks = { accepted: '✓', delivered: '✓✓', read: '✓✓', undelivered: '✕' };

export function drawPhones(state) {
  $('phones-count').textContent = state.counters.onPhones;
  const cards = () => [...state.blocked.map(blockedOf), ...state.logins.map(loginOf), ...state.phones.map(phoneOf)];
  $('phones-empty').hidden = state.blocked.length + state.logins.length + state.phones.length > 0;
  // Nothing is redrawn under the fingers of somebody who types.
  if (!$('phones').contains(document.activeElement)) $('phones').replaceChildren(...cards());
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

/** The telephone behind a line: it scans the image in the app, or gets the app's code typed in. */
function loginOf({ from }) {
  const card = make('article', 'phone');
  const head = make('header', '', from);
  head.append(make('small', '', speech.words.linkHint));
  const scan = buttonOf(speech.words.linkScan, () => post('link', { from }));
  const form = make('form', 'reply');
  const input = make('input');
  input.placeholder = speech.words.linkCode;
  input.setAttribute('aria-label', `${speech.words.linkCode} ${from}`);
  form.append(input);
  form.onsubmit = (event) => {
    event.preventDefault();
    post('link', { from, code: input.value }).catch(() => input.select());
  };
  card.append(head, scan, form);
  return card;
}

/** A line that the network has blocked, as it blocks who annoys people. */
function blockedOf(from) {
  const card = make('article', 'phone');
  const head = make('header', '', from);
  head.append(make('small', '', speech.words.blockedHint));
  card.append(head, buttonOf(speech.words.unblock, () => post('unblock', { from })));
  return card;
}

/** A button that leaves the keyboard when it has been pressed, for the next drawing to take it away. */
function buttonOf(text, press) {
  const button = make('button', 'primary', text);
  button.type = 'button';
  button.onclick = () => { button.blur(); press(); };
  return button;
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
