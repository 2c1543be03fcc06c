// The few things that every part of the page does to its elements.

export const $ = (id) => document.getElementById(id);

export function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

/** Fills a list to choose from; what was chosen stays chosen, and an unchanged list is not touched under the pointer. */
export function fill(select, options, placeholder) {
  const key = JSON.stringify([options, placeholder]);
  if (select.dataset.key === key) return;
  const chosen = select.value;
  select.dataset.key = key;
  select.replaceChildren(...options.map(([value, label]) => new Option(label, value)));
  if (options.length === 0) select.append(new Option(placeholder, ''));
  if (options.some(([value]) => String(value) === chosen)) select.value = chosen;
}
