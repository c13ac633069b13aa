import { inOrder } from '@heitu/kit/rules/graphql';
import type { PaymentsContext } from '../context.ts';

const paidParts = ({ rows }: Pick<PaymentsContext, 'rows'>, numbers: readonly string[]) =>
  rows
    .selectFrom('PaymentPart as p')
    .innerJoin('Payment as y', 'y.id', 'p.paymentId')
    .select(['p.id', 'p.outTradeNo'])
    .where('p.outTradeNo', 'in', numbers)
    .where('y.state', '=', 'paid')
    .execute();

/** Our row of the money where it stands in our books as paid. */
export const paidPartHere = async (
  within: Pick<PaymentsContext, 'rows'>,
  outTradeNo: string,
): Promise<string | null> => {
  const [part] = await paidParts(within, [outTradeNo]);
  return part ? `PaymentPart:${part.id}` : null;
};
/** Whether the money stands in our books as paid. */
export const isPaidHere = async (within: Pick<PaymentsContext, 'rows'>, outTradeNo: string): Promise<boolean> =>
  (await paidParts(within, [outTradeNo])).length > 0;

/** Of the provider's numbers of our payments' parts: whether our books have each as paid. */
export const paidHereByNumber = async (context: PaymentsContext, numbers: readonly string[]): Promise<boolean[]> =>
  inOrder(numbers, ({ outTradeNo }) => outTradeNo, await paidParts(context, numbers)).map((part) => part !== null);
