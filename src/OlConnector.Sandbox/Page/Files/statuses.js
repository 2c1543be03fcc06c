// What Bitrix24 itself shows of the messages: counts, the pauses that were kept, and each message's status.
import { $, make } from './dom.js';
import { speech } from './speech.js';

export function drawStatuses(state) {
  const { words } = speech;
  $('counters').replaceChildren(...Object.keys(words.counters).map((name) => make('span', `mark ${name}`, `${words.counters[name]} ${state.counters[name]}`)));
  $('gaps').textContent = state.gaps.filter((gap) => gap.count > 1).map((gap) => words.gap(rounded(gap))).join(' · ');
  $('rows-empty').hidden = state.messages.length > 0;
  $('rows').replaceChildren(...state.messages.map(rowOf));
}

const rounded = (gap) => Object.fromEntries(Object.entries(gap)
  .map(([key, value]) => [key, typeof value === 'number' && key !== 'count' ? value.toFixed(1) : value]));

function rowOf(message) {
  const { words } = speech;
  const row = make('tr');
  const text = make('td', '', message.text);
  text.title = message.text;
  const status = make('td');
  status.append(make('span', `mark ${message.status}`, words.words[message.status] || message.status));
  row.append(make('td', '', message.at), make('td', '', message.to), text, make('td', '', words.modules[message.module] ?? message.module), status);
  return row;
}
