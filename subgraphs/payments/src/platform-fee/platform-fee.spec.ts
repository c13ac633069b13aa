import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { verdictOf } from '@heitu/kit/rules/evidence';
import { account } from '@heitu/kit/serving/testing';
import type { PaymentsContext } from '../context.ts';
import { evidence } from '../evidence.ts';
import { checkoutOf, contractOf, finance, openPayments, requestId, type PaymentsRoom } from '../payments.fixture.ts';
import { keepPlatformFees } from './keep-platform-fees.ts';

const admin = account('admin', { role: 'operator-admin' });
const third = account('third', { role: 'operator-admin' });
const seller = account('owner', { role: 'seller-owner', partyId: 'party-1' });
const FEES = `{ platformFees { id text reason state risePercent announcedAt bindsAt heldFromAt heldUntilAt document
  found proposedByName availableActions } }`;
const NOW_TEXT = '平台服务费为成交额（含配送费，不含已退款部分）的1%，结算时从货款中扣除';

describe("the platform's fee [6.5.a] [9.2.cn]", () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
  });
  afterEach(() => room.close());

  const act = async (who: Actor, name: string, input: object): Promise<any> => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}`;
    const document = `mutation($i: ${type}Input!) { ${name}(input: $i) {
      ... on PlatformFee { id state } ... on ${type}Refused { code clause details { text } } } }`;
    return (await room.graph<any>(who, document, { i: input }))[name];
  };
  const propose = (permille: number, feeOn = 'GOODS_AND_DELIVERY', who = finance) =>
    act(who, 'proposePlatformFee', { requestId: requestId(), permille, feeOn, reason: '短信和服务器涨价' });
  const decide = (feeId: string, confirm = true, who = admin) => act(who, 'decidePlatformFee', { feeId, confirm });
  const look = (feeId: string, allow: boolean, who = third) =>
    act(who, 'lookAtPlatformFee', { feeId, allow, found: '看过账单' });
  const fees = async (who: Actor = admin): Promise<any[]> => (await room.graph<any>(who, FEES)).platformFees;
  const later = async (ms: number) => {
    room.clock.advance(ms);
    await keepPlatformFees(room.subgraph.contextFor(finance, 'test') as PaymentsContext);
  };
  const published = async (permille: number, feeOn?: string): Promise<string> => {
    const { id } = await propose(permille, feeOn);
    await decide(id);
    return id;
  };
  const paid = async (checkoutId: string, orders: Parameters<typeof checkoutOf>[0]) => {
    room.checkouts.set(checkoutId, checkoutOf(orders, { dueAtMs: String(room.clock.now() + HOUR_MS) }));
    await room.start(checkoutId);
    room.channel.payerPays(checkoutId);
    await room.turn(3);
  };
  const settled = async () =>
    Object.fromEntries(
      (await room.rows('Settlement')).map(({ orderId, state, commissionFen }) => [orderId, [state, commissionFen]]),
    );
  const toldStates = async () => {
    await room.turn(1);
    return room.eventsOf('payments.platform-fee-changed.v1').map(({ state }) => state);
  };
  const rule = (risePercent: number) => ({
    id: 'rule-1',
    document: '五发改〔2026〕9号',
    basis: 'HIGHEST',
    risePercent,
    startsAtMs: String(room.clock.now()),
  });

  it('is that of the moment of payment, its seller’s contract’s where that states one: who paid what to whom', async () => {
    const terms = { kind: 'platform-service', feePermille: 25 };
    await room.receive('sellers', 'sellers.contract-signed.v1', contractOf('party-2', terms));
    await room.paid();
    await published(12);
    await later(7 * DAY_MS);
    await paid('c2', [
      { orderId: 'o3', partyId: 'party-1', totalFen: 6000 },
      { orderId: 'o4', partyId: 'party-2', totalFen: 4000 },
    ]);
    for (const orderId of ['o1', 'o2', 'o3', 'o4']) await room.completed(orderId);
    await room.turn(6);
    expect(await settled()).toEqual({
      o1: ['settled', 60],
      o2: ['settled', 100],
      o3: ['settled', 72],
      o4: ['settled', 100],
    });
    expect(await room.booked()).toEqual({
      buyers: -20_000,
      'seller:party-1': 12_000 - 60 - 72,
      'seller:party-2': 8000 - 200,
      'platform-commission': 60 + 72 + 200,
    });
    const context = room.subgraph.contextFor(finance, 'test') as PaymentsContext;
    const period = { fromMs: 0, toMs: room.clock.now() + 1 };
    const figures = await evidence['9.2.cn']!(context, period);
    const judged = figures.filter(({ label }) => label.includes('服务费'));
    expect(judged.map((figure) => [figure.value, verdictOf(figure)])).toEqual([[4, 'met']]);
  });

  it('is confirmed by a second person, published for seven days, and binds not a moment before', async () => {
    const { id } = await propose(12);
    expect(await fees(seller)).toMatchObject([{ state: 'BOUND', text: NOW_TEXT, availableActions: [] }]);
    expect(await decide(id, true, finance)).toMatchObject({ code: 'SAME_PERSON', clause: '9.2.cn' });
    expect(await propose(13)).toMatchObject({ code: 'FEE_COMING' });
    expect(await decide(id)).toMatchObject({ id, state: 'ANNOUNCED' });
    const bindsAtMs = room.clock.now() + 7 * DAY_MS;
    expect((await fees(ANONYMOUS))[0]).toMatchObject({
      text: NOW_TEXT.replace('1%', '1.2%'),
      reason: '短信和服务器涨价',
      state: 'ANNOUNCED',
      risePercent: 20,
      bindsAt: new Date(bindsAtMs).toISOString(),
      heldFromAt: null,
      proposedByName: null,
    });
    await later(7 * DAY_MS - 1);
    expect((await fees())[0]).toMatchObject({ state: 'ANNOUNCED' });
    await later(1);
    const at = new Date(bindsAtMs).toISOString();
    expect(await fees(ANONYMOUS)).toMatchObject([
      { state: 'BOUND', heldFromAt: at, heldUntilAt: null },
      { state: 'BOUND', heldUntilAt: at },
    ]);
    expect(await toldStates()).toEqual(['announced', 'bound']);
    expect(await propose(12)).toMatchObject({ code: 'SAME_FEE' });
  });

  it('binds at once where it is cheaper at every order, and is dearer where it is taken on more', async () => {
    await published(8);
    expect((await fees())[0]).toMatchObject({ state: 'BOUND', heldFromAt: new Date(room.clock.now()).toISOString() });
    await published(7, 'GOODS');
    expect((await fees())[0]).toMatchObject({ state: 'BOUND' });
    // A third of it, but of the delivery as well.
    await published(3);
    expect((await fees())[0]).toMatchObject({ state: 'LEAPING' });
    expect(await toldStates()).toEqual(['bound', 'bound', 'announced']);
  });

  it('is seen by nobody else, turned down, taken back, or void where nobody decides', async () => {
    const refused = await propose(12);
    expect((await fees(seller)).map(({ state }) => state)).toEqual(['BOUND']);
    expect(await decide(refused.id, false)).toMatchObject({ state: 'REJECTED' });
    const own = await propose(12);
    expect(await decide(own.id, false, finance)).toMatchObject({ state: 'REJECTED' });
    const { id } = await propose(12);
    await later(addWorkingDays(room.clock.now(), 10) - room.clock.now() - 1);
    expect((await fees())[0]).toMatchObject({ state: 'PROPOSED' });
    await later(1);
    expect((await fees())[0]).toMatchObject({ state: 'REJECTED' });
    expect(await decide(id)).toMatchObject({ code: 'WRONG_STATE' });
    const withdrawn = await published(12);
    expect(await act(finance, 'withdrawPlatformFee', { feeId: withdrawn })).toMatchObject({ state: 'WITHDRAWN' });
    await later(20 * DAY_MS);
    expect((await fees(seller)).map(({ text }) => text)).toEqual([NOW_TEXT]);
  });

  it('is not proposed while documents in force name a rate by themselves', async () => {
    room.stating.push('收费标准');
    expect(await propose(12)).toMatchObject({
      code: 'DOCUMENTS_STATE_FEE',
      details: [{ text: expect.stringContaining('“收费标准”里改写成：平台服务费按公布的费率') }],
    });
    expect(await fees()).toHaveLength(1);
  });

  it('lies on the administrator’s desk where it leaps, for a third person, and binds looked at or not [6.5.c]', async () => {
    const id = await published(13);
    expect((await fees(third))[0]).toMatchObject({ state: 'LEAPING', availableActions: ['CLEAR', 'WITHDRAW'] });
    expect((await fees(admin))[0]).toMatchObject({ availableActions: ['WITHDRAW'] });
    expect((await room.graph<any>(third, '{ paymentsDue { kind } }')).paymentsDue).toContainEqual({
      kind: 'PLATFORM_FEE',
    });
    expect(await look(id, true, admin)).toMatchObject({ code: 'OWN_FEE', clause: '6.5.c' });
    expect(await look(id, false)).toMatchObject({ code: 'WRONG_STATE' });
    const context = room.subgraph.contextFor(finance, 'test') as PaymentsContext;
    const judged = async () => {
      const period = { fromMs: room.clock.now() - 30 * DAY_MS, toMs: room.clock.now() + 1 };
      return (await evidence['6.5.c']!(context, period)).map(({ value }) => value);
    };
    await later(7 * DAY_MS);
    expect((await fees())[0]).toMatchObject({ state: 'BOUND' });
    expect(await judged()).toEqual([0, 1]);
    await later(40 * DAY_MS);
    const seen = await published(20);
    expect(await look(seen, true)).toMatchObject({ state: 'ANNOUNCED' });
    await later(7 * DAY_MS);
    expect(await judged()).toEqual([0, 0]);
  });

  it('waits for a third person beyond what an emergency’s document allows, and is not raised in silence [6.5.c]', async () => {
    room.emergencies.push(rule(10));
    await published(12);
    await later(0);
    expect((await fees(third))[0]).toMatchObject({
      state: 'HELD',
      document: '五发改〔2026〕9号',
      availableActions: ['ALLOW', 'REFUSE', 'WITHDRAW'],
    });
    expect((await fees(seller)).map(({ state }) => state)).toEqual(['BOUND']);
    await later(72 * HOUR_MS - 1);
    expect((await fees())[0].state).toBe('HELD');
    await later(1);
    expect((await fees())[0].state).toBe('LAPSED');
    expect(await toldStates()).toEqual(['announced', 'held', 'lapsed']);
    const refused = await published(12);
    await later(0);
    expect(await look(refused, false)).toMatchObject({ state: 'REFUSED' });
    const allowed = await published(12);
    await later(HOUR_MS);
    await later(71 * HOUR_MS);
    expect(await look(allowed, true)).toMatchObject({ state: 'ANNOUNCED' });
    await later(7 * DAY_MS);
    expect((await fees())[0]).toMatchObject({ state: 'BOUND', text: NOW_TEXT.replace('1%', '1.2%') });
  });

  it('is free when the emergency is over, and published anew where its day has passed [6.5.c]', async () => {
    await published(12);
    await later(6 * DAY_MS);
    room.emergencies.push(rule(10));
    await later(HOUR_MS);
    expect((await fees())[0].state).toBe('HELD');
    room.emergencies.length = 0;
    await later(2 * DAY_MS);
    expect((await fees())[0]).toMatchObject({
      state: 'ANNOUNCED',
      bindsAt: new Date(room.clock.now() + 7 * DAY_MS).toISOString(),
    });
  });
});
