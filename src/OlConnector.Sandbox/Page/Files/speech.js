// The language that the page speaks, and with it the portal.
import { $, make } from './dom.js';
import { languages } from './words.js';

const asked = new URLSearchParams(location.search).get('lang') || (navigator.language.startsWith('ru') ? 'ru' : 'en');

export const speech = { lang: languages[asked] ? asked : 'ru', get words() { return languages[this.lang]; } };

/** Writes every word of the page; texts that a person has changed stay. */
export function speak() {
  const { lang, words } = speech;
  document.documentElement.lang = lang;
  document.title = words.title;
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = words[element.dataset.word];
  $('lang').textContent = lang === 'ru' ? 'EN' : 'RU';
  $('theme').setAttribute('aria-label', words.theme);
  $('portals').setAttribute('aria-label', words.portal);
  $('menu').setAttribute('aria-label', words.menu);
  for (const [id, word] of [['letter-text', 'letter'], ['card-text', 'card']]) {
    if (!$(id).value || Object.values(languages).some((each) => each[word] === $(id).value)) $(id).value = words[word];
  }
  $('endings').replaceChildren(...words.endingList.map(([digits, what]) => {
    const item = make('li');
    item.append(make('b', '', digits), ` ${what}`);
    return item;
  }));
}

export function changeLanguage() {
  speech.lang = speech.lang === 'ru' ? 'en' : 'ru';
  speak();
}
