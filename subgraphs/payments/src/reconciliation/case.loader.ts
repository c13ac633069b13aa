import { inOrder } from '@heitu/kit/rules/graphql';
import type { PaymentsContext } from '../context.ts';
import { remedyLifecycle } from '../payments.lifecycle.ts';
import type { FoundPart } from './found-payment.ts';
import { REMEDY_TITLES, type RemedyKind } from './remedy.policy.ts';

export async function remediesById(context: PaymentsContext, ids: readonly string[]) {
  const rows = await context.rows.selectFrom('CaseRemedy').selectAll().where('id', 'in', ids).execute();
  return inOrder(
    ids,
    (row) => row.id,
    rows.map((row) => ({
      ...row,
      kindText: REMEDY_TITLES[row.kind as RemedyKind],
      stateText: remedyLifecycle.states[row.state as keyof typeof remedyLifecycle.states],
      amountFen: (JSON.parse(row.parts) as FoundPart[]).reduce((sum, { totalFen }) => sum + totalFen, 0),
    })),
  );
}

/** Of the provider's numbers of our payments' parts: whether our books have each as paid. */
export async function paidHereByNumber(context: PaymentsContext, numbers: readonly string[]): Promise<boolean[]> {
  const rows = await context.rows
    .selectFrom('PaymentPart as p')
    .innerJoin('Payment as y', 'y.id', 'p.paymentId')
    .select('p.outTradeNo')
    .where('p.outTradeNo', 'in', numbers)
    .where('y.state', '=', 'paid')
    .execute();
  const paid = new Set(rows.map(({ outTradeNo }) => outTradeNo));
  return numbers.map((number) => paid.has(number));
}

const NAMES = 'query($ids: [ID!]!) { accountBriefs(ids: $ids) { accountId displayName } }';
/** Masked, as trust shows them to colleagues; null where trust does not answer. */
export async function namesOfAccounts(context: PaymentsContext, ids: readonly string[]): Promise<(string | null)[]> {
  try {
    const { accountBriefs } = await context.peers.query<{
      accountBriefs: { accountId: string; displayName: string }[];
    }>('trust', NAMES, { ids: [...ids] });
    return inOrder(ids, (row) => row.accountId, accountBriefs).map((row) => row?.displayName ?? null);
  } catch (error) {
    context.log.warn({ err: error }, 'the names of those who dealt with a difference are not known now');
    return ids.map(() => null);
  }
}
