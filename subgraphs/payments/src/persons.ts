import { chinaTimeIf as at } from '@heitu/kit/rules/calendar';
import { COPY_ROWS_MAX, keptSince, type PersonsData } from '@heitu/kit/privacy/persons';
import { yuan } from '@heitu/kit/rules/money';
import { INVOICE_RECORDS, TRADE_RECORDS } from '@heitu/standard';
import type { PaymentsContext } from './context.ts';
import { forgetInvoicing, invoicingCopy, invoicesOf } from './invoice/invoice.persons.ts';

/** What payments keeps of a buyer (amounts and times; no name), and of a seller who deals with the provider. */
export const persons: PersonsData<PaymentsContext> = {
  async kept({ rows, clock }, subjectId) {
    const paid = await rows
      .selectFrom('Payment')
      .select(['paidAtMs', 'closedAtMs', 'createdAtMs'])
      .where('buyerAccountId', '=', subjectId)
      .execute();
    const settled = await rows
      .selectFrom('Settlement')
      .select(['settledAtMs', 'createdAtMs'])
      .where('partyId', '=', subjectId)
      .execute();
    const grown = await rows
      .selectFrom('GrowerShare')
      .select(({ fn }) => fn.max('createdAtMs').as('atMs'))
      .where('accountId', '=', subjectId)
      .executeTakeFirst();
    const open =
      paid.some((one) => one.paidAtMs === null && one.closedAtMs === null) ||
      settled.some((one) => one.settledAtMs === null);
    const moments = [
      ...paid.flatMap((one) => one.paidAtMs ?? []),
      ...settled.map((one) => one.settledAtMs ?? one.createdAtMs),
      ...(grown?.atMs ? [Number(grown.atMs)] : []),
    ];
    return [
      ...keptSince(
        '付款、退款和结算的金额与时间',
        TRADE_RECORDS,
        { open, lastMs: moments.length > 0 ? Math.max(...moments) : null },
        clock.now(),
      ),
      ...keptSince('已开的发票和抬头', INVOICE_RECORDS, await invoicesOf(rows, subjectId), clock.now()),
    ];
  },
  forget: forgetInvoicing,
  async copy(context, accountId) {
    const { rows } = context;
    const payments = await rows
      .selectFrom('Payment')
      .selectAll()
      .where('buyerAccountId', '=', accountId)
      .orderBy('createdAtMs', 'desc')
      .limit(COPY_ROWS_MAX)
      .execute();
    const refunds =
      payments.length === 0
        ? []
        : await rows
            .selectFrom('Refund')
            .innerJoin('PaymentPart', 'PaymentPart.id', 'Refund.partId')
            .innerJoin('Payment', 'Payment.id', 'PaymentPart.paymentId')
            .select(['Refund.outRefundNo', 'Refund.amountFen', 'Refund.succeededAtMs'])
            .where('Payment.buyerAccountId', '=', accountId)
            .orderBy('Refund.createdAtMs', 'desc')
            .limit(COPY_ROWS_MAX)
            .execute();
    return [
      {
        title: '付款',
        rows: payments.map((payment) => ({
          支付单号: payment.outTradeNo,
          金额元: yuan(payment.totalFen),
          付款时间: at(payment.paidAtMs),
        })),
      },
      {
        title: '退款',
        rows: refunds.map((refund) => ({
          退款单号: refund.outRefundNo,
          金额元: yuan(refund.amountFen),
          到账时间: at(refund.succeededAtMs),
        })),
      },
      ...(await grownCopy(context, accountId)),
      ...(await invoicingCopy(context, accountId)),
    ];
  },
};

/** What was sold of what the person grew, and what they got for it; nothing for whoever grows nothing. */
async function grownCopy({ rows }: PaymentsContext, accountId: string) {
  const shares = await rows
    .selectFrom('GrowerShare as s')
    .innerJoin('PoolTerm as t', 't.id', 's.termId')
    .select(['t.lotCode', 't.crop', 's.createdAtMs', 's.amountFen', 's.sharedFen', 's.transferredFen'])
    .where('s.accountId', '=', accountId)
    .orderBy('s.createdAtMs', 'desc')
    .limit(COPY_ROWS_MAX)
    .execute();
  const told = shares.map((share) => ({
    批号: share.lotCode,
    作物: share.crop,
    卖出时间: at(share.createdAtMs),
    该得元: yuan(share.amountFen),
    到手元: yuan(share.sharedFen + share.transferredFen),
  }));
  return told.length === 0 ? [] : [{ title: '卖粮款', rows: told }];
}
