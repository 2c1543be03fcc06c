// An SMSC for the tests, on the npm package smpp. Behaves by the recipient's last digits; prints one line of JSON for all that it sees.
const smpp = require('smpp');
const say = (what) => process.stdout.write(JSON.stringify(what) + '\n');
let next = 255;
const sessions = new Set();
const server = smpp.createServer((session) => {
  sessions.add(session);
  if (process.env.OLC_SMPP_TRACE) { // the octets as they pass, for docs/gateways/smpp.md
    const trace = (way, octets) => process.stderr.write(`${way} ${Buffer.from(octets).toString('hex')}\n`);
    session.socket.on('data', (octets) => trace('ours  ', octets));
    const write = session.socket.write.bind(session.socket);
    session.socket.write = (octets, ...rest) => { trace('theirs', octets); return write(octets, ...rest); };
  }
  session.on('close', () => sessions.delete(session));
  session.on('error', () => {});
  const bind = (pdu) => {
    const good = pdu.password === 'secret';
    say({ saw: pdu.command, system_id: pdu.system_id });
    session.send(pdu.response({ command_status: good ? 0 : smpp.ESME_RINVPASWD, system_id: 'smsc' }));
    if (good) session.receives = pdu.command !== 'bind_transmitter';
  };
  ['bind_transceiver', 'bind_transmitter', 'bind_receiver'].forEach((name) => session.on(name, bind));
  session.on('enquire_link', (pdu) => { say({ saw: 'enquire_link' }); session.send(pdu.response()); });
  session.on('unbind', (pdu) => { say({ saw: 'unbind' }); session.send(pdu.response()); session.close(); });
  session.on('deliver_sm_resp', (pdu) => say({ saw: 'deliver_sm_resp', status: pdu.command_status }));
  session.on('submit_sm', (pdu) => {
    const to = pdu.destination_addr;
    const id = (++next).toString(16);
    const body = pdu.short_message;
    const text = pdu.message_payload ? pdu.message_payload.message ?? pdu.message_payload : body.message;
    say({ saw: 'submit_sm', to, from: pdu.source_addr, coding: pdu.data_coding, esm: pdu.esm_class, text: String(text), parts: pdu.sar_total_segments ?? null, id });
    const answer = (status) => session.send(pdu.response({ command_status: status, message_id: status ? '' : id }));
    const receipt = (stat, shown) => [...sessions].filter((one) => one.receives).slice(0, 1).forEach((one) => one.deliver_sm({
      source_addr: to, destination_addr: pdu.source_addr, esm_class: 4,
      short_message: `id:${shown} sub:001 dlvrd:001 submit date:2611210014 done date:261121001459 stat:${stat} err:000 text:id:1 stat:UNDELIV`,
    }));
    if (to.endsWith('01')) return answer(smpp.ESME_RTHROTTLED);
    if (to.endsWith('02')) return answer(smpp.ESME_RINVDSTADR);
    if (to.endsWith('03')) return undefined;
    if (to.endsWith('04')) return session.socket.destroy();
    if (to.endsWith('05')) { receipt('DELIVRD', id); return setTimeout(() => answer(0), 50); }
    answer(0);
    if (to.endsWith('06')) return receipt('DELIVRD', String(next).padStart(10, '0'));
    if (to.endsWith('07')) return receipt('UNDELIV', id);
    if (to.endsWith('08')) return session.deliver_sm({ source_addr: to, destination_addr: 'OL', esm_class: 0, data_coding: 8, short_message: 'СТОП' });
    if (to.endsWith('09')) return session.unbind();
    return receipt('DELIVRD', id);
  });
});
server.listen(0, '127.0.0.1', () => say({ port: server.address().port }));
process.stdin.on('end', () => process.exit(0)).resume();
