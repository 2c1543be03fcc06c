// Leads a newcomer from the installation to the telephones: what is done is ticked, the next step is named, and each step leads to its place.
import { $ } from './dom.js';
import { speech } from './speech.js';
import { show } from './tabs.js';

const places = { install: 'app', line: 'app', launch: 'letter', phones: 'phones' };

const doneIn = (state) => ({
  install: state.app.isInstalled,
  line: state.senders.length > 0,
  launch: state.messages.some((message) => message.module === 'sender'),
  phones: state.counters.onPhones > 0,
});

export function drawSteps(state) {
  const done = doneIn(state);
  const next = Object.keys(done).find((step) => !done[step]);
  for (const item of $('steps').children) {
    item.classList.toggle('done', done[item.dataset.step]);
    item.classList.toggle('now', item.dataset.step === next);
  }
  $('next-hint').textContent = next ? speech.words.hints[next] : speech.words.hints.all;
  const fresh = state.portals.find((portal) => portal.isFresh);
  $('fresh').hidden = !fresh || fresh.isCurrent;
  if (fresh) $('fresh').href = `${fresh.url}/?lang=${speech.lang}`;
  $('base-url').textContent = state.gateway.baseUrl;
  $('base-url').title = speech.words.copy;
}

for (const item of $('steps').children) item.querySelector('button').onclick = () => show(places[item.dataset.step]);
$('base-url').onclick = () => navigator.clipboard?.writeText($('base-url').textContent);
