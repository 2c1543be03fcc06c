// The portal's menu: one panel at a time, beside the telephones where there is room for both.
import { $ } from './dom.js';

const tabs = [...document.querySelectorAll('[role=tab]')];
const seen = [];

/** Calls back with the name of the tab that is shown. */
export const onShow = (heard) => seen.push(heard);

export function show(name) {
  document.body.dataset.tab = name;
  for (const tab of tabs) {
    const isShown = tab.id === `tab-${name}`;
    tab.setAttribute('aria-selected', String(isShown));
    if (tab.getAttribute('aria-controls') !== 'phones-box') $(tab.getAttribute('aria-controls')).hidden = !isShown;
  }
  for (const heard of seen) heard(name);
}

for (const tab of tabs) tab.onclick = () => show(tab.id.slice('tab-'.length));
