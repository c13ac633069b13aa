import type { Actor } from '@heitu/kit/rules/actor';
import { must } from '@heitu/kit/rules/checked';
import { idFrom } from '@heitu/kit/rules/ids';
import { consumers, PLATFORM_FEE } from '@heitu/sandbox/county';
import type { Acted, Plants } from './plant.ts';
import type { Town } from './town.fixture.ts';
import { headOf, idOf } from './town.rows.ts';
import { bought, changePasswords, dearest, ordered, parcelOf } from './trade.ts';
import { markOnPaper } from './marks.ts';

/** A consumer whom no other plant takes on. */
const NEWCOMER = idFrom(`account:${must(consumers.at(-3), 'a consumer').key}`);
const A_QUARTER_OF_A_DAY = 0.25;
const A_MINUTE = 1 / (24 * 60);

/** The payment provider, with whoever applied for it. */
async function provider(town: Town): Promise<{ partyId: string; head: Actor }> {
  const [party] = await town.rows(
    'sellers',
    "select id, applicantAccountId from Party where kind = 'payment-provider' and approvedAtMs is not null",
  );
  const { id, applicantAccountId } = must(party, 'the provider');
  return { partyId: String(id), head: { kind: 'account', id: String(applicantAccountId), grants: [] } };
}

/** A reviewer finds the provider out of what it was filed for; it is filed anew. */
const providerFails: Acted = {
  plant: 'a reviewer finds that the payment provider does not meet what it was filed for any more',
  mend: 'it is filed anew, and a reviewer accepts it',
  turns: 'breached',
  async plantIt(town) {
    const { partyId } = await provider(town);
    const found = { partyId, outcome: 'FAIL', reason: '支付业务许可证被暂停' };
    await town.act('reviewer', 'sellers', 'reReviewParty', found);
    await town.rounds('relay');
  },
  async mendIt(town) {
    const { partyId, head } = await provider(town);
    const { id: filingId } = await town.act(head, 'sellers', 'submitFiling', { partyId }, 'id');
    await town.act('reviewer', 'sellers', 'decideFiling', { filingId, decision: 'APPROVE', reason: '已恢复' });
    await town.rounds('relay');
  },
};

/** A checkout above what one payment may be without a look; the id of what holds it. */
async function held(town: Town): Promise<string> {
  const { checkoutId } = await dearest(town, 5_000_000);
  return idOf(town, 'payments', 'select id from RiskHold where checkoutId = ?', checkoutId);
}

interface Agreement {
  partyId: string;
  withPartyId: string;
  /** Whoever signs for the other side. */
  answers: string | Actor;
  kind: string;
  terms: readonly Record<string, unknown>[];
}
/** Both sign for all of these days; of two contracts the later one holds. */
async function agree(town: Town, { answers, ...contract }: Agreement): Promise<void> {
  await town.later(A_MINUTE);
  const on = (days: number) => new Date(Date.UTC(2026, 0, 1) + days * 86_400_000).toISOString().slice(0, 10);
  const signed = { ...contract, number: `补充协议-${await town.now()}`, validFromOn: on(0), validUntilOn: on(700) };
  const seller = headOf(contract.partyId, 'seller-owner');
  const { id: contractId } = await town.act(seller, 'sellers', 'signContract', signed, 'id');
  await town.act(answers, 'sellers', 'answerContract', { contractId, decision: 'SIGN' });
  await town.rounds('relay');
}

/** The seller of what was settled last and the platform sign what its fee was in these days. */
async function agreeOnFee(town: Town, feePermille: number): Promise<void> {
  const partyId = await idOf(
    town,
    'payments',
    "select partyId as id from Settlement where state = 'settled' and commissionFen > 1 order by settledAtMs desc limit 1",
  );
  await agree(town, {
    partyId,
    withPartyId: await idOf(town, 'sellers', "select id from Party where kind = 'operator'"),
    answers: 'operator-admin',
    kind: 'PLATFORM_SERVICE',
    terms: [
      { term: 'FEE_PERMILLE', number: feePermille },
      { term: 'FEE_ON', choice: 'GOODS_AND_DELIVERY' },
    ],
  });
}

let shared: { sellerPartyId: string; carrierPartyId: string };
/** The seller and the carrier of it sign what the carrier gets of what a buyer pays for delivery. */
const agreeOnFreight = (town: Town, percent: number): Promise<void> =>
  agree(town, {
    partyId: shared.sellerPartyId,
    withPartyId: shared.carrierPartyId,
    answers: headOf(shared.carrierPartyId, 'carrier-manager'),
    kind: 'DELIVERY',
    terms: [{ term: 'FREIGHT_SHARED_PERCENT', number: percent }],
  });
const DELIVERY_IS_SETTLED_AFTER_DAYS = 12;
const carrierHasMore: Acted = {
  plant: 'a carrier has half of what a buyer paid for delivery, and a contract for those days says a hundredth of it',
  mend: 'both sign that it was half of it',
  turns: 'breached',
  async plantIt(town) {
    const orderId = await bought(town, 'delivered');
    const sellerPartyId = await idOf(town, 'orders', 'select partyId as id from "Order" where id = ?', orderId);
    shared = { sellerPartyId, ...(await parcelOf(town, orderId)) };
    await agreeOnFreight(town, 50);
    await town.later(DELIVERY_IS_SETTLED_AFTER_DAYS);
    for (const job of ['complete-orders', 'relay']) await town.rounds(job);
    await settleAllOrders(town);
    await agreeOnFreight(town, 1);
  },
  mendIt: (town) => agreeOnFreight(town, 50),
};

/** Each order that has ended, also those of other plants; the provider is asked again what became of each. */
async function settleAllOrders(town: Town): Promise<void> {
  const isLeft = async () =>
    (await town.rows('payments', "select id from Settlement where state in ('due', 'sharing')")).length > 0;
  for (let round = 0; round < SETTLING_ROUNDS_MAX && (await isLeft()); round++) {
    await town.rounds('settle-orders');
    await town.later(A_QUARTER_OF_A_DAY);
  }
}
const SETTLING_ROUNDS_MAX = 8;
const neverSettled: Acted = {
  plant: 'an order ends, the provider does not answer, and its seller has nothing of what was paid for a week',
  mend: 'the provider answers again, and it is settled',
  turns: 'breached',
  async plantIt(town) {
    await town.later(6);
    await bought(town, 'delivered');
    await town.later(DELIVERY_IS_SETTLED_AFTER_DAYS);
    for (const job of ['complete-orders', 'relay']) await town.rounds(job);
    await town.world.post('/faults', { service: 'wechatPay', mode: 'failing' });
    await town.rounds('settle-orders');
    await town.later(7);
  },
  async mendIt(town) {
    await town.world.post('/faults', { service: 'wechatPay', mode: 'ok' });
    await settleAllOrders(town);
  },
};

export const moneyPlants: Plants = {
  '7.4.p-q': { act: providerFails, silence: { days: 400, turns: 'breached' } },
  '7.4.r-s': {
    act: {
      plant: 'more than two hundred days pass, and no keeper of a payment password changes it',
      mend: 'each of them confirms that it was changed',
      turns: 'breached',
      plantIt: (town) => town.later(220),
      mendIt: changePasswords,
    },
    silence: { days: 100, turns: 'breached' },
  },
  '9.1.cj-ck': { act: providerFails, silence: { days: 400, turns: 'breached' } },
  '9.2.cl': {
    act: {
      plant: 'the provider takes somebody on, who sits no exam for six weeks',
      mend: 'they sit it on paper: one person enters the marks, another confirms them',
      turns: 'breached',
      plantIt: async (town) => {
        const { partyId, head } = await provider(town);
        const post = { name: '新来的', role: 'NONE', rights: [], post: '收单' };
        await town.act(head, 'sellers', 'addStaff', { partyId, accountId: NEWCOMER, ...post });
        await town.later(45);
      },
      mendIt: async (town) => {
        const { partyId } = await provider(town);
        const sat = { partyId, accountId: NEWCOMER, kind: 'PAYMENT', score: 90 };
        await markOnPaper(town, sat);
      },
    },
    silence: { days: 400, turns: 'absent' },
  },
  '9.2.cm': {
    act: {
      plant: 'a payment of more than 50,000 yuan is held, and nobody looks at it',
      mend: 'two months later finance looks at another within the hour',
      turns: 'breached',
      async plantIt(town) {
        await held(town);
        await town.later(1.5);
        // The rule decides in the end; that nobody looked stays so.
        await town.rounds('decide-unseen-holds');
        await town.rounds('relay');
      },
      async mendIt(town) {
        await town.later(60);
        await town.act('finance', 'payments', 'decideRiskHold', { holdId: await held(town), release: false });
      },
    },
  },
  '9.2.cn': {
    act: {
      plant: 'the platform took its fee of what was sold, and a contract for those days says half of it',
      mend: 'both sign that it was what was taken',
      turns: 'breached',
      plantIt: (town) => agreeOnFee(town, PLATFORM_FEE.permille / 2),
      mendIt: (town) => agreeOnFee(town, PLATFORM_FEE.permille),
    },
    also: [carrierHasMore, neverSettled],
  },
  '9.2.co': {
    act: {
      plant: 'the provider does not answer, and nobody learns for hours what became of a payment',
      mend: 'it answers again, and the payment is closed',
      turns: 'breached',
      plantIt: async (town) => {
        await ordered(town);
        await town.world.post('/faults', { service: 'wechatPay', mode: 'failing' });
        await town.later(A_QUARTER_OF_A_DAY);
        await town.rounds();
      },
      mendIt: async (town) => {
        await town.world.post('/faults', { service: 'wechatPay', mode: 'ok' });
        await town.later(A_QUARTER_OF_A_DAY);
        await town.rounds();
      },
    },
    silence: { days: 100, turns: 'few' },
  },
  '9.2.cp': {
    act: {
      plant: 'something is paid, and nobody compares the day with the bill of the provider',
      mend: 'finance compares it',
      turns: 'breached',
      plantIt: async (town) => {
        await bought(town, 'paid');
        await town.later(4);
      },
      mendIt: async (town) => {
        const date = new Date((await town.now()) - 4 * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
        await town.act('finance', 'payments', 'reconcileDay', { date });
      },
    },
  },
};
