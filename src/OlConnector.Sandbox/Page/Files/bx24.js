// The part of Bitrix24's frame library that an app page may call (bitrix24.md §8), over the same postMessage talk with the portal page.
(function () {
  'use strict';
  const [domain, protocol, sid] = (window.name || '').split('|');
  const portal = `${protocol === '1' ? 'https' : 'http'}://${domain}`;
  const waiting = new Map();
  let init = null;
  let lastKey = 0;

  function ask(command, params, done) {
    const key = `bx${++lastKey}`;
    if (done) waiting.set(key, done);
    const json = params === undefined || params === null ? '' : JSON.stringify(params);
    window.parent.postMessage(`${command}:${json}:${key}:${sid}`, portal);
  }

  window.addEventListener('message', (event) => {
    if (event.origin !== portal || typeof event.data !== 'string') return;
    const at = event.data.indexOf(':');
    const done = waiting.get(event.data.slice(0, at));
    if (!done) return;
    waiting.delete(event.data.slice(0, at));
    const json = event.data.slice(at + 1);
    done(json ? JSON.parse(json) : null);
  });

  function toForm(value, name, form) {
    if (value !== null && typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) toForm(inner, name ? `${name}[${key}]` : key, form);
    } else if (value !== null && value !== undefined) {
      form.append(name, value === true ? '1' : value === false ? '0' : String(value));
    }
    return form;
  }

  // Life in seconds comes in; a moment in milliseconds is what getAuth tells as "expires_in".
  function takeAuth(data) {
    Object.assign(init, data, { EXPIRES_AT: Date.now() + Number.parseInt(data.AUTH_EXPIRES, 10) * 1000 });
  }

  class Answer {
    constructor(body) { this.answer = body; }
    data() { return this.answer.result; }
    error() { return this.answer.error ? { ex: this.answer, toString: () => this.answer.error } : false; }
    total() { return this.answer.total; }
    more() { return this.answer.next !== undefined; }
  }

  const BX24 = {
    init(done) {
      ask('getInitData', null, (data) => { init = {}; takeAuth(data); if (done) done(); });
    },
    install(done) { BX24.init(() => { if (init.INSTALL && done) done(); }); },
    installFinish() { ask('setInstallFinish', {}); },
    getAuth() {
      return init
        ? { access_token: init.AUTH_ID, refresh_token: init.REFRESH_ID, expires_in: init.EXPIRES_AT, domain: init.DOMAIN, member_id: init.MEMBER_ID }
        : false;
    },
    refreshAuth(done) {
      ask('refreshAuth', {}, (auth) => { takeAuth(auth); if (done) done(BX24.getAuth()); });
    },
    callMethod(method, params, done) {
      const body = toForm({ ...params, auth: init.AUTH_ID }, '', new URLSearchParams());
      fetch(`${portal}/rest/${method}.json`, { method: 'POST', body })
        .then((answer) => answer.json())
        .then((json) => { if (done) done(new Answer(json)); });
    },
    isAdmin: () => Boolean(init && init.IS_ADMIN),
    getLang: () => (init ? init.LANG : 'en'),
    getDomain: () => domain,
    placement: { info: () => ({ placement: init ? init.PLACEMENT : 'DEFAULT', options: init ? init.PLACEMENT_OPTIONS : {} }) },
    fitWindow(done) { BX24.resizeWindow(document.documentElement.clientWidth, document.documentElement.scrollHeight, done); },
    resizeWindow(width, height, done) { ask('resizeWindow', { width, height }, done); },
    setTitle(title, done) { ask('setTitle', { title: String(title) }, done); },
    scrollParentWindow(scroll, done) { ask('setScroll', { scroll }, done); },
    openPath(path, done) { ask('openPath', { path }, done); },
    openApplication(params, done) { ask('openApplication', params || {}, done); },
    closeApplication(done) { ask('closeApplication', {}, done); },
    reloadWindow(done) { ask('reloadWindow', {}, done); },
    appOption: { get: (name) => (init && init.APP_OPTIONS ? init.APP_OPTIONS[name] : undefined) },
    userOption: { get: (name) => (init && init.USER_OPTIONS ? init.USER_OPTIONS[name] : undefined) },
    ready(done) {
      if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', done);
      else done();
    },
  };

  window.BX24 = BX24;
})();
