import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { account as person, freshDatabase, nodesOf, toldAtOnce } from '@heitu/kit/serving/testing';
import { account } from '../ledger/account.ts';
import {
  contractOf,
  finance,
  MERCHANT,
  OPEN,
  openPayments,
  requestId,
  type PaymentsRoom,
} from '../payments.fixture.ts';
import { END_LAPSES_WORKING_DAYS, PAUSED_BY_RECEIPT_MS } from './recovery.policy.ts';

const [SELLER, CARRIER] = ['party-1', 'party-carrier'] as const;
const second = person('second', { role: 'operator-admin' });
const other = person('other-finance', { role: 'finance' });
const owner = person('owner', { role: 'seller-owner', partyId: SELLER });
const packer = person('packer', { role: 'seller-staff', partyId: SELLER, rights: ['orders'] });
const debtor = person('debtor', { role: 'carrier-manager', partyId: CARRIER });
const FIELDS = 'id state amountFen setOffFen endHow availableActions nextText nextAt isOwedToCaller';

/** Order o1 of party-1 for 60 yuan; goods of another were lost by the carrier, which owes the seller 6.50 yuan. */
describe.each(['SQLite', 'MariaDB'])('what is owed to a seller, on %s [6.6.d]', (database) => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments(
      database === 'MariaDB' ? await freshDatabase(process.env['TEST_DATABASE_URL'], 'payments_creditor') : undefined,
    );
    const opened = { ...MERCHANT, requestId: requestId(), partyId: CARRIER, subMerchantId: '1900000201' };
    await room.graph(finance, OPEN, { i: opened });
    const terms = { kind: 'delivery', freightSharedPercent: 80 };
    const change = { withPartyId: CARRIER, contractId: 'delivery' };
    await room.receive('sellers', 'sellers.contract-signed.v1', contractOf(SELLER, terms, change));
    await room.paid();
    const shares = [{ part: 'carrier', partyId: CARRIER, amountFen: 650, agreed: true }];
    const of = { shipmentId: 'p9', orderId: 'o9', orderNumber: 'H-9', buyerAccountId: 'buyer', partyId: SELLER };
    await room.receive('orders', 'orders.claim-settled.v1', { ...of, how: 'paid', shares, toSeller: true });
  }, 60_000);
  afterEach(async () => {
    expect((await room.balance()).sumFen).toBe(0);
    await room.close();
  });

  const debt = async () => (await room.rows('Recovery'))[0];
  const act = async (who: Actor, name: string, input: object = {}) => {
    const Name = name.replace(/^./, (first) => first.toUpperCase());
    const shown = `... on PaymentsDone { id } ... on ${Name}Refused { code clause }`;
    const text = `mutation($i: ${Name}Input!) { ${name}(input: $i) { ${shown} } }`;
    const i = { requestId: requestId(), recoveryId: (await debt()).id, ...input };
    return (await room.graph<any>(who, text, { i }))[name];
  };
  const propose = (how: 'RECEIVED' | 'GIVEN_UP' | 'PLATFORM_PAYS', who: Actor = finance) =>
    act(who, 'proposeRecoveryEnd', { how, reason: '12月1日回单0032' });
  const confirm = (who: Actor = second) => act(who, 'confirmRecoveryEnd');
  const answer = (who: Actor, agrees: boolean) => act(who, 'answerRecoveryEnd', { agrees });
  const done = { id: expect.any(String) };
  const listed = async (who: Actor, which = '') =>
    nodesOf((await room.graph<any>(who, `{ recoveries${which} { edges { node { ${FIELDS} } } } }`)).recoveries);
  /** The carrier's next freight, of which 4 yuan are its. */
  const freight = async () => {
    const { orderId, checkoutId } = { orderId: 'o1', checkoutId: 'c1' };
    const parts = { partyId: SELLER, shopId: 's', buyerAccountId: 'buyer', carrierPartyId: CARRIER };
    const money = { totalFen: 6000, refundedFen: 0, deliveryFen: 500 };
    await room.receive('orders', 'orders.order-completed.v1', { orderId, checkoutId, ...parts, ...money });
    await room.turn(4);
  };
  const booked = async () => {
    const {
      [account.owedTo(SELLER)]: owed = 0,
      [account.claimedFrom(CARRIER)]: claimed = 0,
      ...rest
    } = await room.booked();
    return { owed, claimed, rest };
  };

  it.each(['GIVEN_UP', 'RECEIVED'] as const)(
    'two of finance end nothing as %s before the seller agrees',
    async (how) => {
      expect(await propose(how)).toEqual(done);
      expect(await confirm()).toMatchObject({ code: 'CREDITOR_NOT_AGREED', clause: '6.6.d' });
      expect(await debt()).toMatchObject({ state: 'open', setOffFen: 0 });
      expect(await booked()).toMatchObject({ owed: 650, claimed: -650 });
      // Neither who owes it nor who does not look after the seller's money agrees for it.
      for (const who of [debtor, packer]) expect(await answer(who, true)).toMatchObject({ code: 'NOT_FOUND' });
      expect(await listed(owner, '(toAnswer: true)')).toMatchObject([
        { availableActions: ['AGREE_END', 'REFUSE_END'], endHow: how, isOwedToCaller: true },
      ]);
      expect(await listed(debtor, '(toAnswer: true)')).toEqual([]);
      expect(await answer(owner, true)).toEqual(done);
      const { rest } = await booked();
      expect(await toldAtOnce([() => confirm(), () => confirm(other)])).toEqual({ ok: 1, WRONG_STATE: 1 });
      // The seller has given up 6.50 yuan, or has got them from the carrier: no other account moves.
      expect(await booked()).toEqual({ owed: 0, claimed: 0, rest });
      expect(await debt()).toMatchObject({ state: 'closed' });
    },
  );

  it('that its seller does not give up stays owed, and is taken out of freight', async () => {
    await propose('GIVEN_UP');
    expect(await answer(owner, false)).toEqual(done);
    expect(await debt()).toMatchObject({ state: 'open', endHow: null, proposedBy: null });
    expect(await confirm()).toMatchObject({ code: 'NOT_PROPOSED' });
    expect(await answer(owner, true)).toMatchObject({ code: 'NOT_PROPOSED' });
    await freight();
    // Of the carrier's freight 4 yuan went to the seller.
    expect(await debt()).toMatchObject({ state: 'open', setOffFen: 400 });
  });

  it('an agreement is to what was asked: what is proposed anew is asked anew; it can be taken back', async () => {
    await propose('RECEIVED');
    await answer(owner, true);
    await propose('GIVEN_UP');
    expect(await confirm()).toMatchObject({ code: 'CREDITOR_NOT_AGREED' });
    await answer(owner, true);
    await answer(owner, false);
    expect(await confirm()).toMatchObject({ code: 'NOT_PROPOSED' });
  });

  it('of which its seller says nothing stays owed, and the question lapses by itself', async () => {
    await propose('GIVEN_UP');
    const { proposedAtMs } = await debt();
    const lapsesAtMs = addWorkingDays(proposedAtMs, END_LAPSES_WORKING_DAYS);
    expect(await listed(owner)).toMatchObject([
      { nextText: expect.stringContaining('您'), nextAt: new Date(lapsesAtMs).toISOString() },
    ]);
    room.clock.set(new Date(lapsesAtMs - 1).toISOString());
    await room.subgraph.runOnce();
    expect(await debt()).toMatchObject({ state: 'open', endHow: 'given-up' });
    room.clock.set(new Date(lapsesAtMs).toISOString());
    await room.subgraph.runOnce();
    expect(await debt()).toMatchObject({ state: 'open', endHow: null, setOffFen: 0, amountFen: 650 });
    expect(await booked()).toMatchObject({ owed: 650, claimed: -650 });
  });

  it('ends without its seller where the platform pays it: the books say who paid whom', async () => {
    await propose('PLATFORM_PAYS');
    // The seller is asked nothing: it gets all of it.
    expect(await listed(owner, '(toAnswer: true)')).toEqual([]);
    expect(await confirm(finance)).toMatchObject({ code: 'SAME_PERSON' });
    const { rest } = await booked();
    expect(await confirm()).toEqual(done);
    // The platform's bank paid 6.50 yuan to the seller's bank; the carrier owes it to nobody any more.
    expect(await booked()).toEqual({
      owed: 0,
      claimed: 0,
      rest: { ...rest, [account.platformBank]: -650, [account.bankOf(SELLER)]: 650 },
    });
  });

  it('said to be received each week is paused once: collection goes on after seven days', async () => {
    for (const week of [1, 2, 3]) {
      expect([week, await propose('RECEIVED', week % 2 ? finance : other)]).toEqual([week, done]);
      room.clock.advance(PAUSED_BY_RECEIPT_MS - DAY_MS);
    }
    await freight();
    expect(await debt()).toMatchObject({ endHow: 'received', setOffFen: 400 });
  });

  it('that its seller says it received is paused anew: it is not taken out of freight as well', async () => {
    await propose('RECEIVED');
    room.clock.advance(PAUSED_BY_RECEIPT_MS + DAY_MS);
    await answer(owner, true);
    await freight();
    expect(await debt()).toMatchObject({ setOffFen: 0 });
    await confirm();
    expect(await debt()).toMatchObject({ state: 'closed', setOffFen: 0 });
  });

  it('that its seller did not receive is paused no longer', async () => {
    await propose('RECEIVED');
    await answer(owner, false);
    await propose('RECEIVED');
    await freight();
    expect(await debt()).toMatchObject({ setOffFen: 400 });
  });

  const told = async () => {
    await room.subgraph.runOnce();
    const tellings = room.eventsOf('payments.recovery-end-moved.v1');
    return tellings.map(({ what, how, leftFen, wasAgreed }) => [what, how, leftFen, ...(wasAgreed ? ['agreed'] : [])]);
  };

  it('its seller is told what it is asked, again a working day before, and what came of silence, once each', async () => {
    await propose('GIVEN_UP');
    const { proposedAtMs } = await debt();
    expect(await told()).toEqual([['asked', 'given-up', 650]]);
    expect(room.eventsOf('payments.recovery-end-moved.v1')).toMatchObject([
      { creditorPartyId: SELLER, debtorPartyId: CARRIER, lapsesAtMs: addWorkingDays(proposedAtMs, 10) },
    ]);
    const remindsAtMs = addWorkingDays(proposedAtMs, END_LAPSES_WORKING_DAYS - 1);
    room.clock.set(new Date(remindsAtMs - 1).toISOString());
    expect(await told()).toHaveLength(1);
    room.clock.set(new Date(remindsAtMs).toISOString());
    await Promise.all([room.subgraph.runOnce(), room.subgraph.runOnce()]);
    expect(await told()).toEqual([
      ['asked', 'given-up', 650],
      ['due-soon', 'given-up', 650],
    ]);
    room.clock.set(new Date(addWorkingDays(proposedAtMs, END_LAPSES_WORKING_DAYS)).toISOString());
    expect((await told()).slice(2)).toEqual([['lapsed', 'given-up', 650]]);
    expect(await told()).toHaveLength(3);
  });

  it('finance is told what its seller answered, who is not reminded then, and both that it has ended', async () => {
    await propose('RECEIVED');
    await answer(owner, false);
    await propose('GIVEN_UP');
    await answer(owner, true);
    const { proposedAtMs } = await debt();
    room.clock.set(new Date(addWorkingDays(proposedAtMs, END_LAPSES_WORKING_DAYS - 1)).toISOString());
    expect(await told()).toEqual([
      ['asked', 'received', 650],
      ['refused', 'received', 650],
      ['asked', 'given-up', 650],
      ['agreed', 'given-up', 650],
    ]);
    await confirm();
    expect((await told()).slice(4)).toEqual([['ended', 'given-up', 650]]);
  });

  it('what nobody confirmed lapses though its seller agreed; where the platform pays, only the end is told', async () => {
    await propose('GIVEN_UP');
    await answer(owner, true);
    const { proposedAtMs } = await debt();
    room.clock.set(new Date(addWorkingDays(proposedAtMs, END_LAPSES_WORKING_DAYS)).toISOString());
    expect((await told()).slice(2)).toEqual([['lapsed', 'given-up', 650, 'agreed']]);
    await propose('PLATFORM_PAYS');
    expect(await told()).toHaveLength(3);
    await confirm();
    expect((await told()).slice(3)).toEqual([['ended', 'platform-pays', 650]]);
  });

  it('is listed for both with what comes next, and says who owes whom', async () => {
    expect(await listed(owner)).toMatchObject([
      { isOwedToCaller: true, availableActions: [], nextText: expect.any(String) },
    ]);
    expect(await listed(debtor)).toMatchObject([{ isOwedToCaller: false, availableActions: [] }]);
    expect(await listed(person('x', { role: 'seller-owner', partyId: 'party-2' }))).toEqual([]);
  });
});
