import { hasRole } from '@heitu/kit/rules/actor';
import { inOrder } from '@heitu/kit/rules/graphql';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { OVERSEERS } from '@heitu/standard';
import { termsOf } from '../contract/agreed-terms.ts';
import type { PaymentsContext, RowOf } from '../context.ts';
import { FEES_PUBLIC } from './platform-fee.lifecycle.ts';
import { feeTaken, publishedAt, type Fee } from './platform-fee.policy.ts';
import { PlatformFeeView } from './platform-fee.view.ts';

export type FeeRow = RowOf<'PlatformFee'>;
type Reader = Pick<PaymentsContext, 'rows'>;

/** What was ever in force, the first one first: few rows, since each took two people and mostly a week. */
export const feesHeld = ({ rows }: Reader) =>
  rows.selectFrom('PlatformFee').selectAll().where('fromMs', 'is not', null).orderBy('fromMs').execute();

/** The published fee that was in force at that moment. */
export const feePublished = async (context: Reader, atMs: number): Promise<FeeRow | null> =>
  publishedAt(await feesHeld(context), atMs);

/** The fee of a seller's order that was paid at that moment: nothing else decides what is taken. */
export async function feeOfOrder(context: Reader, partyId: string, paidAtMs: number): Promise<Fee> {
  const agreed = await termsOf(context, 'platform-service', { partyId }, paidAtMs);
  return feeTaken(agreed?.terms, await feePublished(context, paidAtMs));
}

const FEES_SHOWN_MAX = 100;
export const readsAllFees = ({ actor }: Pick<PaymentsContext, 'actor'>): boolean => hasRole(actor, ...OVERSEERS.money);
/** What is announced, holds or held is everybody's to read; what was proposed only is the operator's. */
export const visibleFees = (context: PaymentsContext) =>
  context.rows
    .selectFrom('PlatformFee')
    .selectAll()
    .$if(!readsAllFees(context), (query) => query.where('state', 'in', FEES_PUBLIC));
export const feesShown = (context: PaymentsContext) =>
  visibleFees(context).orderBy('proposedAtMs', 'desc').orderBy('id', 'desc').limit(FEES_SHOWN_MAX).execute();

export const feesById = async (context: PaymentsContext, ids: readonly string[]) =>
  inOrder(ids, ({ id }) => id, await visibleFees(context).where('id', 'in', ids).execute());
export const feeNow = rowAfter(PlatformFeeView, feesById);
