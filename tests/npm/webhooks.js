// Checks deliveries with the library that Standard Webhooks publishes for receivers, and signs with it what we have to sign alike.
// stdin: [{"secret","headers":{name: value},"body","now"}]   now: seconds, the receiver's clock
// stdout: [{"accepted","signature","refusesOther"}]
const { Webhook } = require('standardwebhooks');
const cases = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const verify = (secret, body, headers) => {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
};
const answers = cases.map(({ secret, headers, body, now }) => {
  Date.now = () => now * 1000;
  const RealDate = Date;
  global.Date = class extends RealDate {
    constructor(...values) {
      super(...(values.length > 0 ? values : [now * 1000]));
    }
    static now() {
      return now * 1000;
    }
  };
  const answer = {
    accepted: verify(secret, body, headers),
    signature: new Webhook(secret).sign(headers['webhook-id'], new RealDate(Number(headers['webhook-timestamp']) * 1000), body),
    refusesOther: !verify(secret, body + ' ', headers),
  };
  global.Date = RealDate;
  return answer;
});
process.stdout.write(JSON.stringify(answers));
