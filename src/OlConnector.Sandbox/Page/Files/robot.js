// The settings of the app's robot as the portal draws them from its registration, and the processes that stand at it.
import { $, fill, make } from './dom.js';
import { post } from './server.js';
import { speech } from './speech.js';

let drawn = '';

export function drawRobot(state) {
  const { words } = speech;
  $('robot-form').hidden = !state.robot;
  $('robot-name').textContent = state.robot ? state.robot.name : words.robotTitle;
  $('robot-about').textContent = state.robot ? state.robot.about : words.robotNone;
  fill($('robot-card'), state.cards.map((card) => [`${card.type}:${card.id}`, `${words.kinds[card.kind]} · ${card.title}`]));
  fill($('card-place'), state.cards.map((card) => [`${card.kind}:${card.id}`, `${words.kinds[card.kind]} · ${card.title}`]));
  $('card-tab').disabled = !state.placements.some((code) => code.endsWith('_DETAIL_TAB'));
  if (state.robot) drawProperties(state.robot.properties);
  $('processes-empty').hidden = state.processes.length > 0;
  $('processes').replaceChildren(...state.processes.map(processOf));
}

/** Drawn anew only when the app registered them anew: what a person typed stays. */
function drawProperties(properties) {
  const key = JSON.stringify(properties);
  if (key === drawn) return;
  drawn = key;
  const before = values();
  $('robot-properties').replaceChildren(...properties.map((property) => {
    const label = make('label');
    label.append(make('span', '', property.isRequired ? `${property.title} *` : property.title));
    const field = fieldOf(property);
    field.name = property.name;
    field.required = property.isRequired;
    if (before[property.name] !== undefined) field.value = before[property.name];
    label.append(field);
    if (property.about) label.append(make('small', '', property.about));
    return label;
  }));
}

function fieldOf(property) {
  if (property.type === 'select') {
    const select = make('select');
    select.replaceChildren(...(property.options || []).map(([value, label]) => new Option(label, value)));
    if (property.default) select.value = property.default;
    return select;
  }
  const field = make(property.type === 'text' ? 'textarea' : 'input');
  if (property.type === 'text') field.rows = 3;
  field.value = property.default || '';
  return field;
}

const values = () => Object.fromEntries([...$('robot-properties').querySelectorAll('[name]')].map((field) => [field.name, field.value]));

function processOf(process) {
  const { words } = speech;
  const item = make('li');
  const said = process.status || (process.answer === 200 ? 'waits' : 'starts');
  item.append(
    make('span', '', `${process.document} · ${process.title}`),
    make('span', `mark ${process.status || 'queued'}`, process.reason ? `${words.returned[said] || said} · ${process.reason}` : words.returned[said] || said),
  );
  return item;
}

$('robot-form').onsubmit = (event) => {
  event.preventDefault();
  const [type, id] = $('robot-card').value.split(':');
  post('robot', { type, id, properties: values() });
};
