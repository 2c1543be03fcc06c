// Speaks to a portal with Bitrix24's own client, as a server does: OAuth, no browser.
// argv: the name of one of the scenarios below
// stdin: {"oauth": B24OAuth's first argument, "secret": {"clientId","clientSecret"}, "webhook": B24Hook's address, "code" and "handler": a line's}
// stdout: what the scenario gathered
const { B24OAuth, B24Hook } = require('@bitrix24/b24jssdk');
const input = JSON.parse(require('fs').readFileSync(0, 'utf8'));

// The client's own patience, shortened: time runs faster over there.
const patience = { rateLimit: { burstLimit: 1000, drainRate: 1000, adaptiveEnabled: false }, maxRetries: 8, retryDelay: 50 };
const client = new B24OAuth(input.oauth, input.secret, { restrictionParams: patience });
const { call, batch, batchByChunk, callList, fetchList } = client.actions.v2;

const told = (answer) => (answer.isSuccess ? { result: answer.getData().result, total: answer.isMore ? answer.getTotal() : undefined } : { errors: answer.getErrorMessages() });
const codeOf = (error) => ({ code: error.code, status: error.status });
const failing = (work) => work.then(() => ({ code: 'none' }), codeOf);

const scenarios = {
  async calls() {
    await client.initIsAdmin();
    return {
      profile: told(await call.make({ method: 'profile' })),
      isAdmin: client.auth.isAdmin,
      isHealthy: await client.tools.healthCheck.make({}),
      ping: (await client.tools.ping.make({})) >= 0,
      unknown: await failing(call.make({ method: 'no.such.method' })),
      refused: await failing(call.make({ method: 'app.option.set', params: {} })),
      version3: told(await client.actions.v3.call.make({ method: 'profile' })),
    };
  },

  async sender({ code, handler }) {
    return {
      added: told(await call.make({ method: 'messageservice.sender.add', params: { CODE: code, TYPE: 'SMS', HANDLER: handler, NAME: 'SDK' } })),
      listed: told(await call.make({ method: 'messageservice.sender.list' })),
      twice: await failing(call.make({ method: 'messageservice.sender.add', params: { CODE: code, TYPE: 'SMS', HANDLER: handler, NAME: 'SDK' } })),
      told: await failing(call.make({ method: 'messageservice.message.status.update', params: { CODE: code, MESSAGE_ID: 'none', STATUS: 'sent' } })),
    };
  },

  async batches() {
    const data = (answer) => answer.getData();
    const many = Array.from({ length: 120 }, (_, i) => ['crm.contact.get', { id: i + 1 }]);
    return {
      named: data(await batch.make({ calls: { time: ['server.time', {}], admin: ['user.admin', {}] }, options: { returnAjaxResult: false } })),
      listed: data(await batch.make({ calls: [['user.admin', {}], { method: 'scope', params: {} }], options: {} })),
      referred: data(await batch.make({
        calls: { contacts: ['crm.contact.list', { select: ['ID'] }], first: ['crm.contact.get', { id: '$result[contacts][0][ID]' }] },
        options: { isHaltOnError: true },
      })).first.ID,
      halted: await batch.make({ calls: { a: ['no.such.method', {}], b: ['user.admin', {}] }, options: { isHaltOnError: true } })
        .then((answer) => ({ isSuccess: answer.isSuccess, errors: answer.getErrorMessages() }), codeOf),
      failing: await batch.make({ calls: { a: ['no.such.method', {}], b: ['app.option.set', {}] }, options: { isHaltOnError: false } })
        .then((answer) => ({ isSuccess: answer.isSuccess, errors: answer.getErrorMessages() }), codeOf),
      chunks: data(await batchByChunk.make({ calls: many, options: { isHaltOnError: true } })).map((card) => card.ID),
    };
  },

  async pages() {
    const params = { entityTypeId: 3, select: ['id', 'name'] };
    const generated = [];
    for await (const page of fetchList.make({ method: 'crm.item.list', params, idKey: 'id', customKeyForResult: 'items' })) generated.push(page.length);
    const first = await call.make({ method: 'crm.contact.list', params: { select: ['ID'] } });
    return {
      all: (await callList.make({ method: 'crm.item.list', params, idKey: 'id', customKeyForResult: 'items' })).getData().map((card) => card.id),
      generated,
      total: first.getTotal(),
      isMore: first.isMore(),
      second: (await call.make({ method: 'crm.contact.list', params: { select: ['ID'], start: 50 } })).getData().result[0].ID,
      stranger: await failing(callList.make({ method: 'crm.item.list', params: { ...params, filter: { noSuchField: 1 } }, idKey: 'id', customKeyForResult: 'items' })
        .then((answer) => (answer.isSuccess ? answer : Promise.reject([...answer.errors.values()][0])))),
    };
  },

  async renewal() {
    const stale = new B24OAuth({ ...input.oauth, accessToken: 'ended', expires: 1 }, input.secret, { restrictionParams: patience });
    let renewals = 0;
    stale.setCallbackRefreshAuth(async () => { renewals += 1; });
    const answers = await Promise.all(Array.from({ length: 12 }, () => stale.actions.v2.call.make({ method: 'user.admin' })));
    const spent = new B24OAuth({ ...input.oauth, expires: 1 }, input.secret, { restrictionParams: patience });
    const stranger = new B24OAuth({ ...input.oauth, expires: 1 }, { ...input.secret, clientSecret: 'wrong' }, { restrictionParams: patience });
    return {
      renewals,
      succeeded: answers.filter((answer) => answer.isSuccess).length,
      spent: await failing(spent.auth.refreshAuth()),
      stranger: await failing(stranger.auth.refreshAuth()),
    };
  },

  async backOff() {
    const answers = await Promise.all(Array.from({ length: 70 }, () => call.make({ method: 'user.admin' })));
    return { succeeded: answers.filter((answer) => answer.isSuccess).length };
  },

  async webhook() {
    const hook = B24Hook.fromWebhookUrl(input.webhook, { restrictionParams: patience });
    return {
      profile: told(await hook.actions.v2.call.make({ method: 'profile' })),
      context: await failing(hook.actions.v2.call.make({ method: 'app.info' })),
      contacts: (await hook.actions.v2.batch.make({ calls: [['crm.contact.get', { id: 1 }]], options: {} })).getData()[0].ID,
    };
  },
};

scenarios[process.argv[2]](input)
  .then((answer) => process.stdout.write(JSON.stringify(answer)), (error) => { process.stderr.write(`${error.stack}\n`); process.exitCode = 1; });
