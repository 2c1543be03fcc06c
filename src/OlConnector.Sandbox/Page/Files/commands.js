// What the app's script may ask of the portal's page, by the names of its messages. A command answers with what it returns.
import { selectAccess, selectCRM, selectUser } from './dialogs.js';
import { $ } from './dom.js';
import { post } from './server.js';
import { speech } from './speech.js';

/** Returned by commands that the portal does not answer: the page changes instead, or another window opens. */
export const silent = Symbol('no answer');

const shortest = 480;
const tallest = 2400;

// A frame that the portal keeps as tall as its address says.
const fixed = new URLSearchParams(location.search).get('height');

/** A page of the portal that the sandbox does not have: it says what would have opened. */
function say(path) {
  $('said-text').textContent = speech.words.opened(path);
  $('said').hidden = false;
}

// Commands and events of a place; the application's own page has none.
const interfaces = {
  CALL_CARD: {
    command: ['getStatus', 'disableAutoClose', 'enableAutoClose'],
    event: ['CallCard::EntityChanged', 'CallCard::CallStateChanged', 'CallCard::BeforeClose'],
  },
};

// Paths that the portal lets an app open; a relative way out of one of them leads anywhere in the portal.
const openPaths = /^\/(crm\/(deal|lead|contact|company|type)|marketplace|company\/personal\/user\/\d+|workgroups\/group\/\d+)\//;

const interfaceOf = (frame) => interfaces[frame.fields.PLACEMENT] || { command: [], event: [] };

async function setOption(kind, { name, value }, frame) {
  const answer = await post('set-option', { user: frame.asked.user, kind, name, value });
  if (!answer.refused) frame[`${kind}Options`] = answer.options;
  return answer.refused ? undefined : answer.options;
}

export const commands = {
  getInitData: async (_, frame) => ({
    LANG: frame.asked.lang, DOMAIN: frame.domain, PROTOCOL: 0, PATH: '/rest', AUTH_ID: frame.fields.AUTH_ID, REFRESH_ID: frame.fields.REFRESH_ID,
    AUTH_EXPIRES: frame.fields.AUTH_EXPIRES, MEMBER_ID: frame.memberId, IS_ADMIN: frame.isAdmin, PLACEMENT: frame.fields.PLACEMENT,
    PLACEMENT_OPTIONS: frame.placementOptions, INSTALL: frame.install, FIRST_RUN: frame.firstRun,
    APP_OPTIONS: frame.appOptions, USER_OPTIONS: frame.userOptions,
  }),
  refreshAuth: (_, frame) => post('refresh-auth', { user: frame.asked.user }),

  setInstall: async (params, frame) => { await post('set-install', { user: frame.asked.user }); frame.firstRun = false; return params; },
  setInstallFinish: async (_, frame, { reload }) => { await post('install-finish', { user: frame.asked.user }); await reload(frame); return silent; },
  setAppOption: (params, frame) => setOption('app', params, frame),
  setUserOption: (params, frame) => setOption('user', params, frame),

  resizeWindow: async ({ height }, frame) => {
    if (height && !fixed) frame.element.style.height = `${Math.min(Math.max(Number.parseInt(height, 10), shortest), tallest)}px`;
    return { width: frame.element.clientWidth, height: frame.element.clientHeight };
  },
  setTitle: async (params) => { $('frame-title').textContent = params.title; return params; },
  setScroll: async (params) => { window.scrollTo(0, Number(params.scroll) || 0); return params; },
  reloadWindow: async (_, frame, { reload }) => { await reload(frame); return silent; },

  // Answered when the slider is closed, which is another frame's doing.
  openApplication: async (params, frame, { openSlider, answer }) => { await openSlider(frame, params, () => answer()); return silent; },
  closeApplication: async (_, frame, { close, answer }) => { answer(); close(frame); return silent; },
  openPath: async ({ path }) => {
    if (!openPaths.test(path)) return { result: 'error', errorCode: 'PATH_NOT_AVAILABLE' };
    say(path);
    return { result: 'close' };
  },

  selectUser,
  selectAccess,
  selectCRM,

  // Windows of the messenger and of telephony open by themselves.
  imCallTo: async () => silent,
  imPhoneTo: async () => silent,
  imOpenMessenger: async () => silent,
  imOpenHistory: async () => silent,

  getInterface: async (_, frame) => interfaceOf(frame),
  placementBindEvent: async ({ event }, frame, { answer }) => {
    if (interfaceOf(frame).event.includes(event)) frame.bound.set(event, [...(frame.bound.get(event) || []), answer]);
    return silent;
  },
};
