// Signs and checks what the tests hand over, with the vendors' own library and with Node's crypto.
// stdin: {"forms":[{"url","token","params":{name: value | [values]},"ours"}], "bodies":[{"url","token","body","ours"}], "hmacs":[{"algorithm","key","body"}]}
// stdout: {"forms":[{"theirs","accepted"}], "bodies":[{"theirs","digest","accepted"}], "hmacs":["hex"]}
const crypto = require('crypto');
const input = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const answer = { forms: [], bodies: [], hmacs: [] };
if ((input.forms || []).length + (input.bodies || []).length > 0) {
  const twilio = require('twilio');
  const { getExpectedTwilioSignature, getExpectedBodyHash, validateRequestWithBody } = require('twilio/lib/webhooks/webhooks');
  for (const one of input.forms) {
    const theirs = getExpectedTwilioSignature(one.token, one.url, one.params);
    answer.forms.push({ theirs, accepted: twilio.validateRequest(one.token, one.ours, one.url, one.params) });
  }
  for (const one of input.bodies) {
    const digest = getExpectedBodyHash(one.body);
    const url = one.url + '&bodySHA256=' + digest;
    const theirs = getExpectedTwilioSignature(one.token, url, {});
    answer.bodies.push({ theirs, digest, accepted: validateRequestWithBody(one.token, one.ours, url, one.body) });
  }
}
for (const one of input.hmacs || []) answer.hmacs.push(crypto.createHmac(one.algorithm, one.key).update(Buffer.from(one.body, 'base64')).digest('hex'));
process.stdout.write(JSON.stringify(answer));
