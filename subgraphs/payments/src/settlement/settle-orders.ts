import { must } from '@heitu/kit/rules/checked';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { UNDER_WAY_STATES } from '../refund/refund.lifecycle.ts';
import type { PaymentsContext } from '../context.ts';
import { askedForGrowers, openidsOf, type Openids } from '../grower/share-with-growers.ts';
import { nameOfParty } from '../peers.ts';
import { BATCH_MAX } from '../provider.policy.ts';
import { sharesOwed, type SharesOwed } from '../share/owed-shares.ts';
import { PLATFORM_PARTY, SHARE_KINDS } from '../share/share.policy.ts';
import { isKept } from '../share/share-legs.ts';
import { sumOf, takenShares, type ShareRow } from '../share/take-shares.ts';
import type { ShareStanding } from '../wechatpay/payment-channel.ts';
import { asks, fail, finish, later, sharing, type Asked, type Ended } from './settlement-steps.ts';
import { takeSetOff } from './set-off.ts';
import { releasedAtMs } from './settlement.policy.ts';

/**
 * What is settled is what the provider has really done. Receivers are registered once per process: the provider takes a
 * repeat without complaint.
 */
const registered = new WeakMap<object, Set<string>>();
/** Of all answers, an hour or so: then finance decides. */
const WRONG_ANSWERS_MAX = 30;

/**
 * Job: shares the platform's fee, and what carrier and stations get by their contracts, out of what is frozen, and
 * releases the rest to the seller, in one step at the provider.
 */
export async function settleOrders(context: PaymentsContext): Promise<void> {
  const due = await dueSettlements(context);
  if (due.length === 0 || !(await isRegistered(context, platformOf(context)))) return;
  await eachAlone(due, (row) => settle(context, row));
}

export type Due = Awaited<ReturnType<typeof dueSettlements>>[number];
const dueSettlements = ({ rows, clock }: PaymentsContext) =>
  rows
    .selectFrom('Settlement as s')
    .innerJoin('PaymentPart as p', 'p.id', 's.partId')
    .innerJoin('Payment as y', 'y.id', 'p.paymentId')
    .leftJoin('Recovery as v', 'v.id', 's.recoveryId')
    .leftJoin('MerchantAccount as m', 'm.partyId', 'v.creditorPartyId')
    .select(['v.creditorPartyId', 'm.merchant as creditorMerchant'])
    .select(['s.id', 's.orderId', 's.partyId', 's.outOrderNo', 's.state', 's.attempts', 's.commissionFen'])
    .select([
      's.setOffFen',
      's.recoveryId',
      's.createdAtMs',
      's.deliveryFen',
      's.carrierPartyId',
      's.stationPartyId',
      'y.paidAtMs',
    ])
    .select(['p.transactionId', 'p.merchant', 'p.totalFen', 'p.refundedFen', 'p.reservedFen'])
    .where('s.nextAtMs', '<=', clock.now())
    .orderBy('s.nextAtMs')
    .limit(BATCH_MAX)
    .execute();

interface Receiver {
  /** Its number at the provider; a person's is that of their WeChat account. */
  merchant: string;
  /** Null for a person. */
  partyId: string | null;
}
const platformOf = ({ services }: PaymentsContext): Receiver => ({
  merchant: services.platformMerchant,
  partyId: PLATFORM_PARTY,
});
const PLATFORM_NAME = '县域农产品电商平台';

function registeredWith({ services }: PaymentsContext): Set<string> {
  const known = registered.get(services.channel) ?? new Set<string>();
  registered.set(services.channel, known);
  return known;
}

async function isRegistered(context: PaymentsContext, { merchant, partyId }: Receiver): Promise<boolean> {
  const known = registeredWith(context);
  if (known.has(merchant)) return true;
  const answer = await context.services.channel.registerReceiver({
    account: merchant,
    ...(await whoIs(context, partyId)),
  });
  if (answer.ok) known.add(merchant);
  else context.log.warn({ code: answer.error.code, partyId }, 'an account is not yet registered as a receiver');
  return answer.ok;
}

/** A person is known by their account alone. */
async function whoIs(context: PaymentsContext, partyId: string | null) {
  if (partyId === null) return { isPerson: true, relation: 'supplier' } as const;
  if (partyId === PLATFORM_PARTY) return { name: PLATFORM_NAME, relation: 'platform' } as const;
  return { name: await nameOfParty(context, partyId), relation: 'service-provider' } as const;
}

async function settle(context: PaymentsContext, row: Due): Promise<void> {
  // A refund still under way decides how much is left: wait for its end.
  if (row.reservedFen !== row.refundedFen && (await isRefunding(context, row))) return later(context, row, {});
  const owed = await sharesOwed(context, { ...row, paidAtMs: row.paidAtMs ?? row.createdAtMs });
  const openids = await openidsOf(context, row.orderId);
  if (row.state === 'failed') return finish(context, row, await endedWithout(context, row, owed));
  if (row.attempts > 0) {
    const standing = await context.services.channel.queryShare(referenceOf(row));
    if (standing.ok) return takeShare(context, row, standing.value, owed, openids);
    if (standing.error.meaning !== 'not-found') return later(context, row, { lastError: standing.error.code });
  }
  // Nothing is left to share; what was taken of older orders waits for another settlement.
  if (owed.keptFen === 0) return finish(context, row, await endedWithout(context, row, owed));
  if (context.clock.now() >= releasedOf(row)) {
    context.log.warn({ settlementId: row.id }, 'the provider had released the money: nothing of it was shared');
    return finish(context, row, await endedWithout(context, row, owed));
  }
  // Written down before it is sent: what the provider says of it later is compared with this.
  const asked = await asks(context, row, owed, openids);
  if (!asked) return;
  // Taken once, before the provider is asked for the first time: afterwards the amounts of that share stand.
  const isNew = row.attempts === 0 && row.setOffFen === 0;
  const leftFen = owed.maxFen - sumOf(asked.shares) - sharingFen(asked.growers);
  const taken = isNew ? await takeSetOff(context, row, leftFen) : null;
  const setOff = taken
    ? { fen: taken.setOffFen, to: creditorOf(context, taken.debt) }
    : { fen: row.setOffFen, to: setOffTo(context, row) };
  await share(context, row, linesOf(context, asked, setOff, openids));
}

/** Who is owed what is set off: the platform, or a seller with an account of its own. */
const creditorOf = (
  context: PaymentsContext,
  { creditorPartyId, merchant }: { creditorPartyId: string | null; merchant: string | null },
): Receiver => (creditorPartyId && merchant ? { merchant, partyId: creditorPartyId } : platformOf(context));
const setOffTo = (context: PaymentsContext, { creditorPartyId, creditorMerchant: merchant }: Due): Receiver =>
  creditorOf(context, { creditorPartyId, merchant });

/** What the provider keeps of the platform's own money is none of the seller's. */
async function isRefunding({ rows }: PaymentsContext, { orderId }: Due): Promise<boolean> {
  const found = await rows
    .selectFrom('Refund')
    .select('id')
    .where('orderId', '=', orderId)
    .where('state', 'in', UNDER_WAY_STATES)
    .executeTakeFirst();
  return found !== undefined;
}

const releasedOf = ({ paidAtMs, createdAtMs }: Due): number => releasedAtMs(paidAtMs ?? createdAtMs);

const sharingFen = (growers: Asked['growers']): number => growers.reduce((sum, row) => sum + row.sharingFen, 0);

/** What is booked where these were shared and those were not; a set-off is shared where the platform got its line. */
function ended(
  row: Due,
  { refundedFen, keptFen }: SharesOwed,
  { got, notGot, growers }: Omit<Ended, 'amounts'>,
  setOffFen = 0,
): Ended {
  const commissionFen = sumOf(got.filter(({ kind }) => kind === 'platform-fee'));
  const sharedFen = sumOf(got.filter((share) => !isKept(share))) - commissionFen + sharingFen(growers.got);
  const netFen = keptFen - commissionFen - sharedFen - setOffFen;
  return { amounts: { refundedFen, commissionFen, sharedFen, setOffFen, netFen }, got, notGot, growers };
}

/** Nobody got anything: what was taken waits for another settlement, or another way. */
const endedWithout = async (context: PaymentsContext, row: Due, owed: SharesOwed): Promise<Ended> =>
  ended(row, owed, {
    got: [],
    notGot: await takenShares(context, row.id),
    growers: { got: [], notGot: await askedForGrowers(context, row.orderId) },
  });

const referenceOf = ({ transactionId, merchant, outOrderNo }: Due) => ({
  transactionId: must(transactionId, 'the transaction of a payment that was made'),
  merchant,
  outOrderNo,
});

/** What somebody owes, and this pays off. */
const SET_OFF = '抵扣的赔偿';
type Line = Receiver & { amountFen: number; description: string };
/** What each account is asked for: one line for each, whatever it is made of. */
function linesOf(
  context: PaymentsContext,
  { shares, growers }: Asked,
  setOff: { fen: number; to: Receiver },
  openids: Openids,
): Line[] {
  const lines = new Map<string, Receiver & { amountFen: number; what: string[] }>();
  const add = (to: Receiver, amountFen: number, what: string): void => {
    const line = lines.get(to.merchant) ?? { ...to, amountFen: 0, what: [] };
    lines.set(to.merchant, { ...line, amountFen: line.amountFen + amountFen, what: [...line.what, what] });
  };
  for (const share of shares.filter((one) => !isKept(one))) {
    const { merchant, partyId, toPartyId, amountFen, kind } = share;
    add({ merchant, partyId: toPartyId ?? partyId }, amountFen, toPartyId === null ? SHARE_KINDS[kind] : SET_OFF);
  }
  for (const row of growers)
    add({ merchant: openids.get(row.accountId) ?? '', partyId: null }, row.sharingFen, '种植户货款');
  if (setOff.fen > 0) add(setOff.to, setOff.fen, SET_OFF);
  return [...lines.values()].map(({ what, ...line }) => ({ ...line, description: [...new Set(what)].join('、') }));
}

/** Takes in what became of a share that was sent. */
async function takeShare(
  context: PaymentsContext,
  row: Due,
  { state, receivers }: ShareStanding,
  owed: SharesOwed,
  openids: Openids,
): Promise<void> {
  const refused = receivers.find((receiver) => receiver.result === 'closed');
  if (refused) {
    // Its "registered" was not true: what it was to get stayed with the seller, and the next share registers anew.
    registeredWith(context).delete(refused.account);
    context.log.error(
      { settlementId: row.id, reason: refused.failReason },
      'a receiver did not get its share; finance must look',
    );
  }
  const shares = await takenShares(context, row.id);
  const growers = await askedForGrowers(context, row.orderId);
  const to = setOffTo(context, row);
  const lines = linesOf(context, { shares, growers }, { fen: row.setOffFen, to }, openids);
  const asked = new Map(lines.map((line) => [line.merchant, line.amountFen]));
  // What is released to the seller itself is no share.
  const others = receivers.filter(({ account }) => account !== row.merchant);
  const paid = new Set(others.filter(({ result }) => result === 'succeeded').map(({ account }) => account));
  // An answer may be wrong for once, however well signed it is: another amount than was asked for goes into no book.
  const isWrong = others.some(
    ({ account, amountFen, result }) => result === 'succeeded' && amountFen !== (asked.get(account) ?? 0),
  );
  if (isWrong && row.attempts >= WRONG_ANSWERS_MAX) return fail(context, row, 'AMOUNT_DIFFERS', null);
  if (state === 'closed') return fail(context, row, refused?.failReason ?? state, releasedOf(row));
  if (isWrong) return later(context, row, { lastError: 'AMOUNT_DIFFERS' });
  if (state !== 'finished' || others.some(({ result }) => result === 'pending')) return sharing(context, row, {});
  const hasPaid = (share: ShareRow): boolean => isKept(share) || paid.has(share.merchant);
  const got = shares.filter(hasPaid);
  const notGot = shares.filter((one) => !hasPaid(one));
  const setOffFen = paid.has(to.merchant) ? row.setOffFen : 0;
  const hasGot = ({ accountId }: (typeof growers)[number]) => paid.has(openids.get(accountId) ?? '');
  const ofGrowers = { got: growers.filter(hasGot), notGot: growers.filter((one) => !hasGot(one)) };
  return finish(context, row, ended(row, owed, { got, notGot, growers: ofGrowers }, setOffFen));
}

async function share(context: PaymentsContext, row: Due, lines: readonly Line[]): Promise<void> {
  const { channel } = context.services;
  const reference = referenceOf(row);
  for (const line of lines)
    if (!(await isRegistered(context, line))) return later(context, row, { lastError: 'NOT_REGISTERED' });
  const receivers = lines.map(({ merchant: account, partyId, amountFen, description }) => ({
    account,
    isPerson: partyId === null,
    amountFen,
    description,
  }));
  const answer =
    receivers.length > 0
      ? await channel.shareProfit({ ...reference, receivers, finish: true })
      : await channel.finishShare({ ...reference, description: '订单完成，货款解冻' });
  if (answer.ok) return sharing(context, row, { lastError: null });
  if (answer.error.outcome === 'unknown' || answer.error.retryable || answer.error.meaning === 'not-ready')
    return later(context, row, { lastError: answer.error.code });
  // It may refuse what differs from what another replica asked under the same number: then that is what counts.
  const standing = await channel.queryShare(reference);
  if (standing.ok || standing.error.meaning !== 'not-found')
    return later(context, row, { lastError: answer.error.code });
  return fail(context, row, answer.error.code, releasedOf(row));
}
