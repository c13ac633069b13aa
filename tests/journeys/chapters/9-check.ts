import { apiName } from '@heitu/kit/rules/enums';
import { CHECKLISTS } from '@heitu/standard';
import { agreeOnPaper } from '../agree.ts';
import { nodesOf, type Person } from '../client.ts';
import type { Journey } from '../journey.ts';
import { signInAs } from '../sign-ins.ts';

const TRACE =
  'query($code: String!) { trace(code: $code) { verified eventCount notice tampered { sequence problem text } events { bizStep title place verified } } }';
const COMPLAINT = 'query($id: ID!) { complaint(id: $id) { state stateLabel advancedFen } }';

async function traceTheBag(journey: Journey): Promise<string> {
  const { people, made } = journey;
  const buyer = people.buyer as Person;
  const { order } = await buyer.ask('query($id: ID!) { order(id: $id) { lines { lots { lotCode } } } }', {
    id: made.riceOrder,
  });
  made.bagCode = order.lines[0].lots[0].lotCode;
  const trace = await journey.until('the delivery to be in the chain', async () => {
    const found = (await journey.nobody.ask(TRACE, { code: made.bagCode }))['trace'];
    return found?.events.some((event: { bizStep: string }) => event.bizStep === 'retail_selling') ? found : null;
  });
  journey.equal([trace.verified, trace.tampered.length], [true, 0], 'the chain verifies');
  return trace.events.map((event: { title: string }) => event.title).join(' → ');
}

async function noticeTampering(journey: Journey): Promise<string> {
  const { made } = journey;
  const answer = await journey.nobody.edge('/catalog/sandbox/tamper', {
    method: 'POST',
    body: JSON.stringify({ lotCode: made.bagCode, sequence: 3 }),
    headers: { 'content-type': 'application/json' },
  });
  journey.expect(answer.status < 300, `the sandbox tampers: ${answer.status} ${answer.text}`);
  const { trace } = await journey.nobody.ask(TRACE, { code: made.bagCode });
  journey.equal(trace.verified, false, 'the chain no longer verifies');
  return trace.tampered.map((fault: { text: string }) => fault.text).join('；');
}

async function reviewTheOrder(journey: Journey): Promise<string> {
  const { people, made } = journey;
  const coop = people.coop as Person;
  // The content check knows people who were here within two hours.
  people.buyer = await journey.signInByWechat(`buyer-${journey.run}`, '消费者');
  await people.buyer.do(
    'reviewOrder',
    {
      orderId: made.riceOrder,
      stars: 5,
      text: `米香，煮粥也好，送货的${journey.plant('name', 'praised in a review')}很有礼貌。`,
    },
    'id state',
  );
  const { myReview } = await people.buyer.ask('query($id: ID!) { myReview(orderId: $id) { id } }', {
    id: made.riceOrder,
  });
  await coop.do(
    'replyToReview',
    { reviewId: myReview.id, text: `谢谢，找${journey.plant('name', 'reply to a review')}还有优惠` },
    'id',
  );
  const again = await people.buyer.refused('reviewOrder', { orderId: made.riceOrder, stars: 1, text: '再评一次' });
  const { product } = await journey.nobody.ask(
    'query($id: ID!) { product(id: $id) { reviews(first: 5) { edges { node { stars text reply author } } } } }',
    { id: made.rice },
  );
  journey.expect(
    product.reviews.edges.some(
      ({ node }: any) =>
        node.text.includes(journey.plant('name', 'praised in a review')) &&
        node.reply.includes(journey.plant('name', 'reply to a review')),
    ),
    'the review and its reply are shown',
  );
  return `一单只能评一次（${again.code}）`;
}

async function overseeTrade(journey: Journey): Promise<string> {
  const { people, made } = journey;
  const coop = people.coop as Person;
  const mediator = await signInAs(journey, 'mediator');
  const finding = `价签没写产地，${journey.plant('name', 'trade check')}在场`;
  const items = CHECKLISTS.goods.map((item) => ({ item: apiName(item), passed: item !== 'label-as-shown' }));
  const { id: checkId } = await mediator.do(
    'recordTradeCheck',
    { subject: 'GOODS', partyId: made.coop, items, finding },
    'id',
  );
  const { messages } = await coop.ask('{ messages(first: 5) { edges { node { body } } } }');
  journey.expect(
    messages.edges.some(({ node }: any) => node.body === finding),
    'the seller is told in full',
  );
  await mediator.do('closeTradeCheck', { checkId }, 'id');
  const regulator = await signInAs(journey, 'regulator');
  const admin = await signInAs(journey, 'operator-admin');
  const text = `请说明${journey.plant('name', 'asked about by the authority')}的经营情况`;
  const { id: oversightId } = await regulator.do(
    'askOversight',
    { subject: `关于${journey.plant('name', 'asked about by the authority')}`, text, ground: '电子商务法第二十五条' },
    'id',
  );
  await admin.do(
    'answerOversight',
    { oversightId, answer: `电话${journey.plant('phone', 'answer to the authority')}，经营正常` },
    'id',
  );
  const { oversightRequests } = await regulator.ask('{ oversightRequests { edges { node { id text answer } } } }');
  journey.expect(
    nodesOf(oversightRequests).some(
      (one) =>
        one.id === oversightId &&
        one.text === text &&
        one.answer.includes(journey.plant('phone', 'answer to the authority')),
    ),
    'the authority reads the answer',
  );
  const reason = `${journey.plant('phone', 'why an identity was revealed')}来电要求核实`;
  await admin.do('revealIdentity', { partyId: made.coop, reason }, 'contactPhone');
  await journey.until('the reason to be on the trail', async () =>
    (
      await regulator.ask(
        '{ auditTrail(first: 20, operation: "revealIdentity") { edges { node { subjects { reason } } } } }',
      )
    ).auditTrail.edges.some(({ node }: any) => node.subjects.some((one: any) => one.reason === reason)),
  );
  return '都有回音';
}

async function settleComplaint(journey: Journey): Promise<string> {
  const { people, made } = journey;
  const buyer = people.buyer as Person;
  const coop = people.coop as Person;
  const { id } = await buyer.do(
    'fileComplaint',
    {
      orderId: made.exchangeOrder,
      kind: 'QUALITY',
      text: `换货的袋子有点旧，我是${journey.plant('name', 'complainant')}`,
      wanted: 'ANSWER',
    },
    'id state',
  );
  await coop.do(
    'answerComplaint',
    {
      complaintId: id,
      text: `${journey.plant('name', 'complaint answer')}对不起，下次一定换新袋，给您道歉。`,
      remedy: 'ANSWER',
      accept: true,
    },
    'id state',
  );
  await buyer.do('acceptAnswer', { complaintId: id }, 'id state');
  return '办结';
}

/** Finance claims the advance back from the liable seller; answers how much came. */
async function collected(journey: Journey, complaintId: string): Promise<number> {
  const { world } = journey;
  const finance = await signInAs(journey, 'finance');
  const recovery = nodesOf(
    (await finance.ask('{ recoveries(first: 100) { edges { node { id complaintId state amountFen } } } }'))[
      'recoveries'
    ],
  ).find((row) => row.complaintId === complaintId);
  journey.expect(recovery, 'a recovery is open');
  await finance.do('collectRecovery', { recoveryId: recovery.id }, 'id');
  await journey.until('the money to be back', async () => {
    await world.advance({ seconds: 20 });
    return (
      nodesOf(
        (
          await finance.ask('query($id: ID) { recoveries(id: $id) { edges { node { state } } } }', {
            id: recovery.id,
          })
        )['recoveries'],
      )[0]?.state === 'RECOVERED'
    );
  });
  return recovery.amountFen;
}

async function advanceCompensation(journey: Journey): Promise<string> {
  const { people, made, world } = journey;
  const buyer = people.buyer as Person;
  const coop = people.coop as Person;
  const stateOf = async (id: string): Promise<string> => (await buyer.ask(COMPLAINT, { id }))['complaint'].state;
  const { id } = await buyer.do(
    'fileComplaint',
    {
      orderId: made.riceOrder,
      kind: 'QUALITY',
      text: '五公斤里有一公斤是碎米，要求赔偿',
      wanted: 'COMPENSATION',
      amountFen: 1780,
    },
    'id state',
  );
  for (let days = 0; days < 12 && (await stateOf(id as string)) === 'FILED'; days++) {
    await world.advance({ days: 1 });
    await new Promise((resolve) => setTimeout(resolve, 1500));
  }
  journey.equal(await stateOf(id as string), 'ESCALATED', 'it escalated by itself');
  const mediator = await signInAs(journey, 'mediator');
  await mediator.do(
    'decideComplaint',
    {
      complaintId: id,
      liableParty: 'SELLER',
      finding: `抽样复检碎米率超出标准，${journey.plant('name', 'finding')}担责`,
      compensationFen: 1780,
      clause: '6.6.d',
    },
    'id state',
  );
  await coop.do('respondToDecision', { complaintId: id, accept: false }, 'id state');
  const own = await mediator.refused('advanceCompensation', { complaintId: id });
  journey.equal(own.code, 'SAME_PERSON', 'whoever decided moves no money for it');
  const payer = await signInAs(journey, 'finance');
  await payer.do('advanceCompensation', { complaintId: id }, 'id state');
  await journey.until('the advance to arrive', async () => {
    await world.advance({ seconds: 20 });
    return (await stateOf(id as string)) === 'ADVANCED';
  });
  const amountFen = await collected(journey, id as string);
  return `赔付 ${amountFen / 100} 元，已从责任方追回`;
}

/** What the carrier put up at the provider, as finance sees it. */
const depositOf = async (finance: Person, partyId: string) =>
  nodesOf(
    (
      await finance.ask('query($id: ID) { deposits(partyId: $id) { edges { node { heldFen state } } } }', {
        id: partyId,
      })
    )['deposits'],
  )[0];

async function putUp(journey: Journey, finance: Person, depositFen: number): Promise<void> {
  const { made, world } = journey;
  await world.post('/wechatpay/deposit', { mchid: made.carrierMerchant, fen: depositFen });
  const { publicRegister } = await finance.ask(
    '{ publicRegister(kind: OPERATOR, first: 1) { edges { node { partyId } } } }',
  );
  await agreeOnPaper(journey.people.carrier as Person, await signInAs(journey, 'reviewer'), await world.now(), {
    partyId: made.carrier as string,
    withPartyId: nodesOf(publicRegister)[0]?.['partyId'],
    kind: 'PLATFORM_SERVICE',
    number: `HT-${journey.run}-BZJ`,
    terms: [{ term: 'DEPOSIT_FEN', number: depositFen }],
  });
  await journey.onceAllowed(() => finance.do('agreeDeposit', { partyId: made.carrier }, 'id'));
  await journey.until('the platform to see the deposit', async () => {
    await world.advance({ minutes: 2 });
    return (await depositOf(finance, made.carrier as string))?.state === 'HELD';
  });
}

/** A hundred yuan for an order of half as much: neither the seller nor the order pays a fen of it. */
async function carrierPaysFromItsDeposit(journey: Journey): Promise<string> {
  const { people, made, world } = journey;
  const buyer = people.buyer as Person;
  const finance = await signInAs(journey, 'finance');
  const [depositFen, awardFen] = [50_000, 10_000];
  await putUp(journey, finance, depositFen);
  const { id } = await buyer.do(
    'fileComplaint',
    {
      orderId: made.riceOrder,
      kind: 'DELIVERY',
      text: '送到时箱子压坏了，耽误了寿宴',
      wanted: 'COMPENSATION',
      amountFen: awardFen,
    },
    'id state',
  );
  const stateOf = async (): Promise<string> => (await buyer.ask(COMPLAINT, { id }))['complaint'].state;
  for (let days = 0; days < 12 && (await stateOf()) === 'FILED'; days++) {
    await world.advance({ days: 1 });
    await new Promise((resolve) => setTimeout(resolve, 1500));
  }
  const mediator = await signInAs(journey, 'mediator');
  const decision = {
    complaintId: id,
    liableParty: 'CARRIER',
    finding: '交接时箱子完好，配送途中压坏',
    compensationFen: awardFen,
  };
  await mediator.do('decideComplaint', { ...decision, clause: '8.5.3.ca' }, 'id state');
  const moneyOf = async () =>
    (
      await buyer.ask('query($id: ID!) { order(id: $id) { refundedFen payment { moneyText } } }', {
        id: made.riceOrder,
      })
    )['order'];
  const before = await moneyOf();
  await (people.carrier as Person).do('respondToDecision', { complaintId: id, accept: true }, 'id state');
  await journey.until('the compensation to arrive', async () => {
    await world.advance({ seconds: 20 });
    return (await stateOf()) === 'SETTLED';
  });
  // Days have passed: finance signs in anew.
  const later = await signInAs(journey, 'finance');
  const left = await depositOf(later, made.carrier as string);
  journey.equal(left?.heldFen, depositFen - awardFen, 'the deposit paid it');
  journey.equal(left?.state, 'SHORT', 'the deposit is to be filled up');
  const { recoveries } = await later.ask(
    'query($id: ID) { recoveries(partyId: $id) { edges { node { amountFen } } } }',
    {
      id: made.carrier,
    },
  );
  // The carrier had put nothing up when it bore the parcel that was refused.
  const owed = nodesOf(recoveries).map(({ amountFen }) => amountFen);
  journey.equal(String(owed), String(made.borneFen), 'nothing of this is left to claim');
  const after = await moneyOf();
  journey.equal(after.refundedFen, before.refundedFen, 'the order is refunded no more than before');
  journey.expect(after.payment.moneyText.includes('另外赔付您'), 'the buyer reads of it');
  return `赔付 ${awardFen / 100} 元，从配送方的保证金付，商家一分没出`;
}

async function warnTheSeller(journey: Journey): Promise<string> {
  const { people, made } = journey;
  const coop = people.coop as Person;
  const admin = await signInAs(journey, 'operator-admin');
  const { measures } = await admin.ask(
    'query($id: ID) { measures(partyId: $id) { edges { node { step reason stateLabel } } } }',
    { id: made.coop },
  );
  if (measures.edges.length === 0)
    await admin.do(
      'takeMeasure',
      { partyId: made.coop, step: 'WARNING', reason: '质量责任裁定后拒绝赔付', clause: '6.6.end' },
      'id',
    );
  const seen = await journey.until('the seller to see it', async () => {
    const { party } = await coop.ask('query($id: ID!) { party(id: $id) { measuresTaken { step reason } } }', {
      id: made.coop,
    });
    return party?.measuresTaken?.[0];
  });
  return `${seen.step}：${seen.reason}`;
}

export async function play(journey: Journey): Promise<void> {
  await journey.step('扫袋上的码：从田间到家门口，链条核验通过', () => traceTheBag(journey));
  await journey.step('有人改了一条记录，扫码立刻看出来', () => noticeTampering(journey));
  await journey.step('评价订单，商品页看得到', () => reviewTheOrder(journey));
  await journey.step('监督检查、主管部门的询问和核对身份：写下的话只有当事各方读得到', () => overseeTrade(journey));
  await journey.step('一起投诉，卖家按时答复，消费者接受', () => settleComplaint(journey));
  await journey.step('另一起没人答复：自动升级，平台裁定，责任卖家拒绝，平台先行赔付并追偿', () =>
    advanceCompensation(journey),
  );
  await journey.step('配送方把货压坏了，赔的比订单还多：从它的保证金付，不动商家的钱', () =>
    carrierPaysFromItsDeposit(journey),
  );
  await journey.step('卖家收到警告', () => warnTheSeller(journey));
}
