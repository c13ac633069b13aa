import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { judged } from '@heitu/kit/rules/evidence';
import { PLATFORM_FEE_RULE } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import { openDisclosure, type DisclosureRoom } from '../testing/disclosure.fixture.ts';
import { SELLER, SHOP, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { evidence } from '../evidence.ts';
import { agreedTrades } from './agreed.evidence.ts';

const admin = staff('operator-admin');
const LAW = '《电子商务法》第三十四条';

describe('everybody who traded had said yes to what bound them then [10.5.cu]', () => {
  let room: TrustRoom;
  let run: DisclosureRoom['run'];
  let buyer: Actor;
  let owner: Actor;
  beforeEach(async () => {
    ({ room, run } = await openDisclosure());
    ({ actor: buyer } = await room.signIn('alice'));
    owner = await room.owner('seller', SELLER);
    await publish('MEMBER_AGREEMENT');
    await publish('SELLER_AGREEMENT');
    await confirm(buyer, 'MEMBER_AGREEMENT', 1);
    await confirm(owner, 'SELLER_AGREEMENT', 1);
    room.clock.advance(HOUR_MS);
  });
  afterEach(() => room.close());

  let count = 0;
  const publish = (kind: string) =>
    run(admin, 'publishDocument', {
      requestId: `p${(count += 1)}`,
      kind,
      title: '协议',
      text: `${PLATFORM_FEE_RULE}。第${count}稿。`,
      atOnceBecause: LAW,
    });
  const confirm = (who: Actor, kind: string, version: number) =>
    run(who, 'confirmAgreement', { kind, version }, 'AgreementConfirmed { version }');
  const orders = (buyerAccountId = buyer.id, more: object = {}) =>
    room.tell('orders', 'orders.order-paid.v1', {
      orderId: `o${(count += 1)}`,
      orderNumber: `NO-${count}`,
      checkoutId: `c${count}`,
      buyerAccountId,
      partyId: SELLER,
      shopId: SHOP,
      totalFen: 100,
      placedAtMs: room.clock.now(),
      confirmDueAtMs: room.clock.now() + DAY_MS,
      ...more,
    });
  const of = async (days = 30) => {
    const context = room.subgraph.contextFor(admin, 'evidence') as unknown as TrustContext;
    const nowMs = room.clock.now();
    const figures = await agreedTrades(context, { fromMs: nowMs - days * DAY_MS, toMs: nowMs + 1 });
    const [, buyers, , , sellers] = figures.map(judged);
    return [buyers!, sellers!].map(({ value, outOf, verdict, missed }) => [
      value,
      outOf,
      verdict,
      missed.map(({ ref }) => ref),
    ]);
  };

  it('counts buyers and sellers of the month, and few where nobody traded', async () => {
    expect(await of()).toEqual([
      [0, 0, 'few', []],
      [0, 0, 'few', []],
    ]);
    await orders();
    await orders();
    expect(await of()).toEqual([
      [1, 1, 'met', []],
      [1, 1, 'met', []],
    ]);
    await orders('stranger');
    expect(await of()).toEqual([
      [1, 2, 'breached', ['Account:stranger']],
      [1, 1, 'met', []],
    ]);
    // What was not of this period is not counted.
    room.clock.advance(31 * DAY_MS);
    await orders();
    expect(await of()).toMatchObject([
      [1, 1, 'met', []],
      [1, 1, 'met', []],
    ]);
  });

  it('asks for the version that bound at the moment of the order, not for any, nor for one of later', async () => {
    await orders();
    room.clock.advance(HOUR_MS);
    await publish('SELLER_AGREEMENT');
    await publish('MEMBER_AGREEMENT');
    room.clock.advance(HOUR_MS);
    // Both had said yes to the first alone.
    expect((await of()).map(([value, outOf]) => [value, outOf])).toEqual([
      [1, 1],
      [1, 1],
    ]);
    await orders();
    expect(await of()).toEqual([
      [1, 2, 'breached', [`Account:${buyer.id}`]],
      [1, 2, 'breached', [`Party:${SELLER}`]],
    ]);
    // A yes that comes after the trade mends what is to come, not what was.
    room.clock.advance(HOUR_MS);
    await confirm(buyer, 'MEMBER_AGREEMENT', 2);
    await confirm(owner, 'SELLER_AGREEMENT', 2);
    await orders();
    expect((await of()).map((one) => one.slice(0, 3))).toEqual([
      [1, 2, 'breached'],
      [1, 2, 'breached'],
    ]);
    room.clock.advance(40 * DAY_MS);
    await orders();
    expect(await of()).toEqual([
      [1, 1, 'met', []],
      [1, 1, 'met', []],
    ]);
  });

  it('takes a yes ahead, and an order by when it was placed, not by when its money came', async () => {
    const { id: draftId } = await run(admin, 'publishDocument', {
      requestId: 'ahead',
      kind: 'MEMBER_AGREEMENT',
      title: '协议',
      text: '第二版。',
    });
    room.clock.advance(8 * DAY_MS);
    const effectiveOn = new Date(room.clock.now() + 2 * DAY_MS).toISOString().slice(0, 10);
    await run(admin, 'adoptDocument', { draftId, effectiveOn }, 'PublicDocument { version }');
    const placedAtMs = room.clock.now();
    room.clock.advance(4 * DAY_MS);
    await orders('stranger', { placedAtMs });
    // They had said yes to nothing.
    expect((await of())[0]).toEqual([0, 1, 'breached', ['Account:stranger']]);
    await orders(buyer.id, { placedAtMs });
    expect((await of())[0]).toEqual([1, 2, 'breached', ['Account:stranger']]);
    await confirm(buyer, 'MEMBER_AGREEMENT', 2);
    await orders();
    expect((await of())[0]).toEqual([2, 3, 'breached', ['Account:stranger']]);
  });

  it('asks the same of the privacy notice: the version that bound then, said yes to before the order [10.2.a-f]', async () => {
    const parts = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((part) => [part, '说明文字说明']));
    const give = (atOnceBecause?: string) =>
      run(
        admin,
        'publishNotice',
        { requestId: `n${(count += 1)}`, parts, atOnceBecause },
        'NoticeAccepted { version }',
      );
    const accept = (version: number) => run(buyer, 'acceptNotice', { version }, 'NoticeAccepted { version }');
    const judgedNow = async () => {
      const context = room.subgraph.contextFor(admin, 'evidence') as unknown as TrustContext;
      const nowMs = room.clock.now();
      const figures = await evidence['10.2.a-f']!(context, { fromMs: nowMs - 30 * DAY_MS, toMs: nowMs + 1 });
      const { value, outOf, verdict, missed } = judged(figures.find(({ label }) => label.startsWith('下单时'))!);
      return [value, outOf, verdict, missed.map(({ ref }) => ref)];
    };
    await give();
    room.clock.advance(HOUR_MS);
    await accept(1);
    room.clock.advance(HOUR_MS);
    await orders();
    expect(await judgedNow()).toEqual([1, 1, 'met', []]);
    room.clock.advance(HOUR_MS);
    await give(LAW);
    room.clock.advance(HOUR_MS);
    // A yes to the first alone does not do for an order under the second, nor does one that comes after it.
    await orders();
    room.clock.advance(HOUR_MS);
    await accept(2);
    expect(await judgedNow()).toEqual([1, 2, 'breached', [`Account:${buyer.id}`]]);
    room.clock.advance(40 * DAY_MS);
    await orders();
    expect(await judgedNow()).toEqual([1, 1, 'met', []]);
  });
});
