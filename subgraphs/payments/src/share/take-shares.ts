import type { PaymentsContext, PaymentsTransaction, RowOf } from '../context.ts';
import { endReserved, leftOfDebt, openDebtsOf, reserveDebt } from '../advance/debt.ts';
import { ProfitShare } from './share.entity.ts';
import { shareLifecycle } from './share.lifecycle.ts';
import { profitShares } from './share.moves.ts';
import { CARRIED_TAKEN_MAX, PLATFORM_PARTY, SHARE_KINDS, type Owed } from './share.policy.ts';
import { trimCarried } from './trim-shares.ts';

export type ShareRow = RowOf<'ProfitShare'>;
interface Payer {
  id: string;
  orderId: string;
  partyId: string;
}

/** What this settlement shares, as it was taken before it was sent. */
export const takenShares = ({ rows }: Pick<PaymentsContext, 'rows'>, settlementId: string): Promise<ShareRow[]> =>
  rows
    .selectFrom('ProfitShare')
    .selectAll()
    .where('settlementId', '=', settlementId)
    .where('state', '=', 'asked')
    .orderBy('id')
    .execute();

/**
 * Takes what a settlement shares, up to so much: what is owed of its own order, then what older orders of its seller
 * left over. What was taken once stands, since the provider may have been asked for it, unless it is too much by now.
 */
export async function takeShares(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  payer: Payer,
  owed: readonly Owed[],
  maxFen: number,
): Promise<ShareRow[]> {
  const taken = await takenShares(tx, payer.id);
  if (taken.length > 0 && sumOf(taken) <= maxFen) return taken;
  for (const share of taken) await carryOn(context, tx, share);
  await openShares(context, tx, payer, owed);
  await trimCarried(context, tx, payer.orderId, owed);
  let leftFen = maxFen;
  for (const share of await carriedOf(tx, payer)) {
    const fen = Math.min(share.amountFen, leftFen);
    if (fen <= 0) break;
    leftFen -= await askOf(context, tx, share, fen, payer.id);
  }
  return takenShares(tx, payer.id);
}

/** It waits for another settlement, and pays nothing off meanwhile. */
export async function carryOn(context: PaymentsContext, tx: PaymentsTransaction, share: ShareRow): Promise<void> {
  const { id, partyId, recoveryId, amountFen: takenFen, merchant } = share;
  const own = recoveryId === null ? merchant : ((await merchantOf(context, tx, partyId)) ?? merchant);
  const set = { settlementId: null, recoveryId: null, toPartyId: null, merchant: own };
  if ((await profitShares.bySystem(context, tx, 'carry', { id }, set)) > 0 && recoveryId !== null)
    await endReserved(context, tx, recoveryId, { takenFen, paidFen: 0 });
}

/**
 * So much of a share goes with this settlement: first to whom its receiver owes something, the oldest debt first, then
 * to the receiver. Answers how much of it goes.
 */
async function askOf(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  share: ShareRow,
  fen: number,
  settlementId: string,
): Promise<number> {
  let [left, goneFen]: [ShareRow | null, number] = [share, 0];
  for (const debt of share.partyId === PLATFORM_PARTY
    ? []
    : await openDebtsOf({ rows: tx.rows, clock: context.clock }, share.partyId)) {
    const part = Math.min(fen - goneFen, leftOfDebt(debt));
    if (!left || part <= 0) break;
    if (!(await reserveDebt(tx, debt, part))) continue;
    const to = { recoveryId: debt.id, toPartyId: debt.creditorPartyId, merchant: debt.merchant ?? platformOf(context) };
    const rest = await ask(context, tx, left, part, { settlementId, ...to });
    if (rest === 'taken') {
      await endReserved(context, tx, debt.id, { takenFen: part, paidFen: 0 });
      return goneFen;
    }
    [left, goneFen] = [rest, goneFen + part];
  }
  if (!left || goneFen === fen) return goneFen;
  return (await ask(context, tx, left, fen - goneFen, { settlementId })) === 'taken' ? goneFen : fen;
}
const platformOf = ({ services }: PaymentsContext): string => services.platformMerchant;

export const sumOf = (shares: readonly { amountFen: number }[]): number =>
  shares.reduce((sum, { amountFen }) => sum + amountFen, 0);

/** Once for each that is owed something; nobody without an account at the provider can be given any there. */
async function openShares(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { orderId, partyId: payerPartyId }: Payer,
  owed: readonly Owed[],
): Promise<void> {
  const known = await tx.rows
    .selectFrom('ProfitShare')
    .select(['kind', 'partyId'])
    .where('orderId', '=', orderId)
    .execute();
  for (const { kind, partyId, amountFen } of owed) {
    if (amountFen === 0 || known.some((one) => one.kind === kind && one.partyId === partyId)) continue;
    const merchant = await merchantOf(context, tx, partyId);
    if (merchant === null) continue;
    await tx.em.insert(ProfitShare, {
      id: context.newId(),
      orderId,
      payerPartyId,
      partyId,
      merchant,
      kind,
      amountFen,
      returningFen: 0,
      state: shareLifecycle.initial,
      settlementId: null,
      recoveryId: null,
      toPartyId: null,
      createdAtMs: context.clock.now(),
    });
  }
}

async function merchantOf(context: PaymentsContext, tx: PaymentsTransaction, partyId: string): Promise<string | null> {
  if (partyId === PLATFORM_PARTY) return context.services.platformMerchant;
  const account = await tx.rows
    .selectFrom('MerchantAccount')
    .select('merchant')
    .where('partyId', '=', partyId)
    .executeTakeFirst();
  return account?.merchant ?? null;
}

/** Of this order first, each kind after the other; then what has waited longest. */
async function carriedOf(tx: PaymentsTransaction, { orderId, partyId }: Payer): Promise<ShareRow[]> {
  const carried = await tx.rows
    .selectFrom('ProfitShare')
    .selectAll()
    .where('payerPartyId', '=', partyId)
    .where('state', '=', 'carried')
    .orderBy('createdAtMs')
    .orderBy('id')
    .limit(CARRIED_TAKEN_MAX)
    .execute();
  const own = await tx.rows
    .selectFrom('ProfitShare')
    .selectAll()
    .where('orderId', '=', orderId)
    .where('state', '=', 'carried')
    .execute();
  const kinds = Object.keys(SHARE_KINDS);
  return [
    ...own.sort((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind)),
    ...carried.filter((share) => share.orderId !== orderId),
  ];
}

/** So much of it goes with this settlement; answers the rest of it, which stays carried, or that another has it. */
async function ask(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  share: ShareRow,
  fen: number,
  set: { settlementId: string; recoveryId?: string; toPartyId?: string; merchant?: string },
): Promise<ShareRow | null | 'taken'> {
  const { id, amountFen } = share;
  if ((await profitShares.bySystem(context, tx, 'ask', { id, amountFen }, { ...set, amountFen: fen })) === 0)
    return 'taken';
  if (fen === amountFen) return null;
  const rest = {
    ...share,
    id: context.newId(),
    amountFen: amountFen - fen,
    state: shareLifecycle.initial,
    settlementId: null,
  };
  await tx.em.insert(ProfitShare, rest);
  return rest;
}
