import { createPublicKey, verify } from 'node:crypto';
import { sha256Hex } from '@heitu/kit/rules/canonical';
import { verifyLabel } from '../../../examples/partner/verify-label.mjs';
import { addressesIn } from '../../clients/label-code.fixture.ts';
import { nodesOf, type Person } from '../client.ts';
import type { Journey } from '../journey.ts';
import { PHOTO } from '../plants.ts';
import { signInAs } from '../sign-ins.ts';

const CASE = `query($id: ID!) { recallCase(id: $id) { state stateLabel
  figures { units buyers told texted reached recoveredUnits destroyedUnits goneUnits refundDueFen refundedFen } } }`;
const PAPER = 'query($code: String!) { signedPaper(code: $code) { text signature keyId } }';
const ROWS = 'query($id: ID!) { recallRows(caseId: $id, first: 50) { edges { node { id orderId state units } } } }';

const caseNow = async (person: Person, id: string) => (await person.ask(CASE, { id }))['recallCase'];
const rowsOf = async (person: Person, id: string): Promise<{ id: string; orderId: string | null; state: string }[]> =>
  nodesOf((await person.ask(ROWS, { id }))['recallRows']);

/** The phone had the keys when it last had a network: after that nothing is asked. */
async function scanWithoutNetwork(journey: Journey): Promise<string> {
  const { made, people } = journey;
  const coop = people.coop as Person;
  const run = await coop.do('printLabels', { lotId: made.smallLot, count: 2, form: 'SHEET' }, 'id');
  const pdf = await coop.edge(`/catalog/labels/${run['id']}`);
  const [address = '', other = ''] = addressesIn(Buffer.from(pdf.text));
  const { keys } = JSON.parse((await journey.nobody.edge('/catalog/trace-keys')).text);
  const said = verifyLabel(address, keys);
  journey.expect(said, 'the bag proves itself');
  journey.equal(said.goods, '五常大米', 'it says what is in it');
  journey.expect(said.producedOn && said.events > 0, 'it says when it was made, and how much of its way is on record');
  // The statement of one bag on the number of another, as whoever copies labels would have it.
  const copied = new URL(other);
  copied.search = new URL(address).search;
  journey.equal(verifyLabel(copied.href, keys), null, 'the statement of another bag proves nothing');
  made.bag = address;
  return `${said.goods}，${said.grower}，${said.producedOn} 产，签名对得上`;
}

async function callBack(journey: Journey): Promise<string> {
  const { made, people } = journey;
  const [coop, buyer] = [people.coop as Person, people.buyer as Person];
  // The first SMS gets an answer that says nothing: it is to be sent again.
  await journey.world.post('/faults', { service: 'sms', mode: 'failing', times: 1 });
  await coop.do('recallLot', { lotId: made.smallLot, reason: '复检发现发霉', hazard: 'SPOILED' }, 'id state');
  const found = await journey.until('the recall to be a case', async () => {
    const cases = nodesOf(
      (await coop.ask('{ recallCases(first: 20) { edges { node { id lot { id } } } } }'))['recallCases'],
    );
    return cases.find(({ lot }: { lot: { id: string } }) => lot.id === made.smallLot);
  });
  made.recall = found.id;
  await journey.until('the shop to have none left', async () => {
    const { sku } = await journey.nobody.ask('query($id: ID!) { sku(id: $id) { stock { available } } }', {
      id: made.riceSmallSku,
    });
    return !sku.stock.available;
  });
  const refusal = await buyer.refused('quote', {
    addressId: made.address,
    lines: [{ skuId: made.riceSmallSku, quantity: 1 }],
  });
  const { trace } = await journey.nobody.ask('query($code: String!) { trace(code: $code) { notice } }', {
    code: `WC${journey.run}C`,
  });
  journey.expect(trace.notice, 'whoever scans a bag of it reads that it was called back');
  return `再买：${refusal.message}；扫袋：${trace.notice}`;
}

async function tellEveryBuyer(journey: Journey): Promise<string> {
  const { made, people, world } = journey;
  const admin = await signInAs(journey, 'operator-admin');
  const told = await journey.until('each buyer to have a message', async () => {
    await world.advance({ seconds: 20 });
    const { figures } = await caseNow(admin, made.recall);
    return figures.buyers > 0 && figures.told === figures.buyers && figures;
  });
  const buyer = (people.buyer = await journey.signInByWechat(`buyer-${journey.run}`, '消费者'));
  const rows = nodesOf(
    (await buyer.ask('{ myRecalls(first: 50) { edges { node { id state lotCode recall { level } } } } }'))['myRecalls'],
  ).filter(({ state }: { state: string }) => state === 'AT_BUYER');
  journey.expect(rows.length > 0, 'the buyer sees what was called back');
  for (const { id, recall } of rows)
    await buyer.do('confirmRecallRead', { rowId: id, level: recall.level }, 'id seenAt');
  for (const { id, recall } of rows)
    await buyer.do('answerRecall', { rowId: id, answer: 'EATEN', level: recall.level }, 'id state');
  const { figures } = await caseNow(admin, made.recall);
  journey.equal(figures.reached, figures.buyers, 'each buyer has answered');
  const sent = await journey.until('the provider to have taken the SMS, the second time', async () => {
    await world.advance({ seconds: 20 });
    const { messages } = await world.get(`/sms?phone=${journey.plant('phone', 'buyer account')}`);
    return messages.find(({ template }: { template: string }) => template === 'recall');
  });
  journey.equal(sent.params.lot, `WC${journey.run}C`, 'the SMS names the lot');
  return `${told.buyers} 位买家、${told.units} 件，消息 ${told.told} 条；短信第二次才发出去：${sent.params.goods}，${sent.params.lot}`;
}

async function payBack(journey: Journey): Promise<string> {
  const { made, world } = journey;
  const admin = await signInAs(journey, 'operator-admin');
  const { refundedFen } = await journey.until('each buyer to have the money', async () => {
    await world.advance({ seconds: 20 });
    const { figures } = await caseNow(admin, made.recall);
    return figures.refundDueFen > 0 && figures.refundedFen === figures.refundDueFen && figures;
  });
  return `${refundedFen / 100} 元已退，没有人去申请`;
}

/** Whoever has the file and its code needs nobody's word for it: the key is published. */
async function proveReport(journey: Journey, code: string, file: Buffer): Promise<void> {
  const { signedPaper } = await journey.until('the report to be signed', async () => {
    const found = await journey.nobody.ask(PAPER, { code });
    return found['signedPaper'] && found;
  });
  const { keys } = JSON.parse((await journey.nobody.edge('/catalog/trace-keys')).text);
  const key = createPublicKey({
    key: keys.find(({ kid }: { kid: string }) => kid === signedPaper.keyId),
    format: 'jwk',
  });
  const signed = Buffer.from(`heitu-paper-1:${signedPaper.text}`);
  journey.expect(verify(null, signed, key, Buffer.from(signedPaper.signature, 'base64url')), 'the platform signed it');
  journey.equal(JSON.parse(signedPaper.text).digest, sha256Hex(file), 'it is the file that was signed');
}

async function destroyAndClose(journey: Journey): Promise<string> {
  const { made, people } = journey;
  const coop = people.coop as Person;
  const [admin, reviewer] = [await signInAs(journey, 'operator-admin'), await signInAs(journey, 'reviewer')];
  await reviewer.do('issueRecallReport', { caseId: made.recall }, 'id');
  const receipt = await reviewer.edge('/orders/files?purpose=recall-receipt-scan', { method: 'POST', body: PHOTO });
  const receiptFileId = JSON.parse(receipt.text).id;
  await reviewer.do(
    'reportRecall',
    { caseId: made.recall, authority: 'COUNTY', receipt: `ZH-${journey.run}`, receiptFileId },
    'id state',
  );
  const early = await reviewer.refused('proposeRecallClosure', { caseId: made.recall });
  journey.equal(early.code, 'GOODS_OPEN', 'what is sealed is not destroyed yet');
  const sealed = (await rowsOf(coop, made.recall)).filter(({ state }) => state === 'SEALED');
  const photo = await coop.edge('/orders/files?purpose=recall-proof-photo', { method: 'POST', body: PHOTO });
  const photoId = JSON.parse(photo.text).id;
  const of = { caseId: made.recall, rowIds: sealed.map(({ id }) => id) };
  await coop.do('destroyRecalled', { ...of, photoId }, 'id');
  const unseen = await admin.refused('decideDestruction', { ...of, accepted: true });
  journey.equal(unseen.code, 'PHOTO_NOT_OPENED', 'nobody accepts a photo that they have not seen');
  await admin.edge(`/orders/files/${photoId}`);
  await admin.do('decideDestruction', { ...of, accepted: true }, 'id');
  const { reports } = await reviewer.do('issueRecallReport', { caseId: made.recall }, 'reports { code digest }');
  const report = await reviewer.edge(`/orders/recall-reports/${made.recall}`);
  journey.expect(report.text.startsWith('%PDF-'), 'the report to the authority is a file');
  await proveReport(journey, reports[0].code, Buffer.from(report.text));
  await reviewer.do('proposeRecallClosure', { caseId: made.recall }, 'id state');
  const alone = await reviewer.refused('confirmRecallClosure', { caseId: made.recall });
  await admin.do('confirmRecallClosure', { caseId: made.recall }, 'id state');
  const { figures, stateLabel } = await caseNow(admin, made.recall);
  journey.equal(figures.units, figures.destroyedUnits + figures.goneUnits, 'of each bag it is known where it is');
  return `销毁 ${figures.destroyedUnits} 件，说清去向 ${figures.goneUnits} 件；一个人关不了：${alone.message}；${stateLabel}`;
}

export async function play(journey: Journey): Promise<void> {
  await journey.step('扫袋子上的码：没有网，也算得出是不是真的、是谁种的', () => scanWithoutNetwork(journey));
  await journey.step('这批货有问题：商家召回，马上停售，扫袋就看得到', () => callBack(journey));
  await journey.step('每位买家都收到消息，自己说货还在不在', () => tellEveryBuyer(journey));
  await journey.step('钱不用申请，自己退回来', () => payBack(journey));
  await journey.step('报告主管部门，封存的销毁，两个人才能关闭', () => destroyAndClose(journey));
}
