// What the portal hands over to the app: a letter of CRM-Marketing, and a message from a card.
import { $, fill } from './dom.js';
import { person } from './people.js';
import { post } from './server.js';
import { speech } from './speech.js';
import { onShow } from './tabs.js';

export function drawForms(state) {
  const { words } = speech;
  fill($('segment'), state.segments.map((segment) => [segment.id, `${segment.name} · ${words.people(segment.count)}`]));
  for (const select of document.querySelectorAll('.senders')) fill(select, state.senders.map((sender) => [sender.code, sender.title]), words.noSenders);
  for (const button of [$('launch'), $('write')]) button.disabled = state.senders.length === 0;
}

export async function drawExample() {
  const answer = await post('preview', { segment: $('segment').value, text: $('letter-text').value });
  $('example').textContent = answer.text ?? '…';
}

$('segment').onchange = drawExample;
$('letter-text').oninput = drawExample;
onShow((name) => { if (name === 'letter') drawExample(); });

$('panel-letter').onsubmit = async (event) => {
  event.preventDefault();
  const form = { user: person(), segment: $('segment').value, code: $('letter-code').value, text: $('letter-text').value, rough: $('rough').checked ? 1 : 0 };
  const answer = await post('launch', form);
  $('launched').textContent = answer.recipients === undefined ? answer.error : speech.words.launched(answer.recipients);
};

$('panel-card').onsubmit = (event) => {
  event.preventDefault();
  post('card', { user: person(), phone: $('card-phone').value, code: $('card-code').value, text: $('card-text').value });
};
