// Opens a portal's page in headless Chromium and speaks from the app's frame with Bitrix24's own client, under the app's real policy.
// stdin: {"page": the portal's page, "chromium": path, "sdk": the client's bundle for browsers, "handler": address of a line}
// stdout: what the client was told, and what the browser complained of
const fs = require('fs');
const { chromium } = require('playwright-core');
const input = JSON.parse(fs.readFileSync(0, 'utf8'));
const bundle = fs.readFileSync(input.sdk, 'utf8');
const complaints = [];

// The app's frame that comes of an act.
async function frameAfter(page, path, act) {
  const [frame] = await Promise.all([
    page.waitForEvent('framenavigated', { predicate: (each) => each.url().includes(path), timeout: 60000 }),
    act(),
  ]);
  await frame.waitForLoadState('load');
  return ready(frame);
}

// The bundle is put in by the browser's debugger, which no policy stops; what it does afterwards, the policy judges.
async function ready(frame) {
  await frame.evaluate(bundle);
  await frame.evaluate(async () => { window.b24 = await window.B24Js.initializeB24Frame(); });
  return frame;
}

const told = `const told = (answer) => answer.isSuccess ? answer.getData().result : { errors: answer.getErrorMessages() };
  const failing = (work) => Promise.resolve().then(work).then(() => 'none', (error) => error.code || error.message);`;
const inFrame = (frame, code) => frame.evaluate(`(async () => { ${told} ${code} })()`);

async function install(page) {
  const frame = await frameAfter(page, '/b24/install', () => page.click('#open'));
  const seen = await inFrame(frame, `return { isInstall: b24.isInstallMode, isFirstRun: b24.isFirstRun, lang: b24.getLang(),
    isAdmin: b24.auth.isAdmin, placement: b24.placement.placement, isSlider: b24.placement.isSliderMode };`);
  return { seen, frame: await frameAfter(page, '/b24/app', () => inFrame(frame, 'b24.installFinish().catch(() => {});')) };
}

async function callRest(frame) {
  return inFrame(frame, `const { call, batch, callList } = b24.actions.v2;
    return {
      profile: told(await call.make({ method: 'profile' })),
      batch: (await batch.make({ calls: { admin: ['user.admin', {}], contact: ['crm.contact.get', { id: 1 }] }, options: {} })).getData(),
      list: (await callList.make({ method: 'crm.item.list', params: { entityTypeId: 3, select: ['id'] }, idKey: 'id', customKeyForResult: 'items' }))
        .getData().length,
      added: told(await call.make({ method: 'messageservice.sender.add',
        params: { CODE: 'sdk', TYPE: 'SMS', HANDLER: ${JSON.stringify(input.handler)}, NAME: 'SDK' } })),
      unknown: await failing(() => call.make({ method: 'no.such.method' })),
    };`);
}

async function callPortal(frame, page) {
  const answers = await inFrame(frame, `const auth = b24.auth.getAuthData();
    await b24.options.appSet('colour', 'red');
    await b24.options.userSet('size', { of: 12 });
    return {
      isInstall: b24.isInstallMode, isFirstRun: b24.isFirstRun,
      renewed: (await b24.auth.refreshAuth()).access_token !== auth.access_token,
      fitted: await b24.parent.fitWindow(), resized: await b24.parent.resizeWindow(700, 900),
      title: await b24.parent.setTitle('Lines: two, of three'), scroll: await b24.parent.scrollParentWindow(0),
      interface: await b24.placement.getInterface(),
      user: await b24.dialog.selectUser(), users: (await b24.dialog.selectUsers()).length,
      access: await b24.dialog.selectAccess(['AU']), cards: await b24.dialog.selectCRM({ entityType: ['contact', 'deal'], multiple: true }),
      path: await b24.slider.openPath(b24.slider.getUrl('/crm/contact/details/1/')),
      stranger: await new Promise((done) => b24.parent.message.send('openPath', { path: '/bitrix/admin/' }).then(done)),
      messenger: await b24.parent.imOpenMessenger('chat1'),
    };`);
  return { ...answers, titleShown: await page.textContent('#frame-title'), height: await page.$eval('#frame iframe', (each) => each.clientHeight) };
}

// What the client cannot be made to send: an object instead of a string.
const askByObject = (frame) => frame.evaluate(() => new Promise((done) => {
  window.addEventListener('message', (event) => { if (String(event.data).startsWith('mine:')) done(event.data); });
  parent.postMessage({ method: 'setTitle', params: { title: 'By object' }, callback: 'mine', appSid: window.b24.getAppSid() }, window.b24.getTargetOrigin());
}));

async function useSlider(page, frame) {
  const slider = await frameAfter(page, '/b24/app', () =>
    frame.evaluate(() => { window.closed = window.b24.slider.openSliderAppPage({ line: '7' }); }));
  const options = await inFrame(slider, 'return b24.placement.options;');
  await inFrame(slider, 'b24.slider.closeSliderAppPage().catch(() => {});');
  await frame.evaluate(() => window.closed);
  return { options, frames: await page.$$eval('#frame iframe', (all) => all.length) };
}

async function keepOptions(page) {
  const frame = await frameAfter(page, '/b24/app', () => page.click('#open'));
  return inFrame(frame, "return { colour: b24.options.appGet('colour'), size: b24.options.userGet('size') };");
}

async function bindEvents(page) {
  // Once the app is installed, the page opens it by itself.
  const frame = await frameAfter(page, '/b24/app', () => page.goto(`${input.page}?lang=en&placement=CALL_CARD`));
  const interface_ = await inFrame(frame, 'return b24.placement.getInterface();');
  // The portal does not answer a binding; the client takes it for made when its own patience ends.
  await frame.evaluate(async () => {
    let hear;
    window.heard = new Promise((done) => { hear = done; });
    await window.b24.placement.bindEvent('CallCard::EntityChanged', hear);
  });
  await page.evaluate(() => window.sandboxFrame.fire('CallCard::EntityChanged', { id: 7 }));
  return { placement: await inFrame(frame, 'return b24.placement.placement;'), interface: interface_, heard: await frame.evaluate(() => window.heard) };
}

(async () => {
  const browser = await chromium.launch({ executablePath: input.chromium, args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const watch = (message) => { if (message.type() === 'error') complaints.push(message.text()); };
  page.on('console', watch);
  page.on('pageerror', (error) => complaints.push(String(error)));
  // The interface has a client of its own, which would be told of the first run before this one is.
  await page.route('**/assets/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  await page.goto(`${input.page}?lang=en`);
  const { seen, frame } = await install(page);
  const answer = { install: seen, rest: await callRest(frame), portal: await callPortal(frame, page), object: await askByObject(frame) };
  answer.slider = await useSlider(page, frame);
  answer.options = await keepOptions(page);
  answer.events = await bindEvents(page);
  await browser.close();
  process.stdout.write(JSON.stringify({ ...answer, complaints }));
})().catch((error) => { process.stderr.write(`${error.stack}\n${complaints.join('\n')}\n`); process.exit(1); });
