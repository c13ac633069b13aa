import { inOrder } from '@heitu/kit/rules/graphql';
import type { PaymentsContext } from '../context.ts';
import { HEADS_MAX } from './invoice.policy.ts';

const ownHeads = ({ rows, actor }: PaymentsContext) =>
  rows.selectFrom('InvoiceHead').selectAll().where('accountId', '=', actor.id);

export async function headsById(context: PaymentsContext, ids: readonly string[]) {
  const found = await ownHeads(context).where('id', 'in', ids).execute();
  return inOrder(ids, (row) => row.id, found);
}

/** One's own, newest first. */
export const myHeads = (context: PaymentsContext) =>
  ownHeads(context).orderBy('savedAtMs', 'desc').orderBy('id', 'desc').limit(HEADS_MAX).execute();
