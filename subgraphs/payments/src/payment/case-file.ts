import type { CaseFile } from '@heitu/kit/privacy/case-file';
import { chinaTimeIf as at } from '@heitu/kit/rules/calendar';
import { yuan } from '@heitu/kit/rules/money';
import type { PaymentsContext } from '../context.ts';

/** What was paid, given back and settled of these orders. */
export const caseFile: CaseFile<PaymentsContext> = {
  async of({ rows }, orderIds) {
    const paid = await rows
      .selectFrom('PaymentPart as t')
      .innerJoin('Payment as p', 'p.id', 't.paymentId')
      .select(['t.orderNumber', 't.outTradeNo', 't.transactionId', 't.totalFen', 'p.createdAtMs', 'p.paidAtMs'])
      .where('t.orderId', 'in', orderIds)
      .orderBy('t.id')
      .execute();
    const refunds = await rows
      .selectFrom('Refund as r')
      .innerJoin('PaymentPart as t', 't.id', 'r.partId')
      .select(['t.orderNumber', 'r.outRefundNo', 'r.amountFen', 'r.reason', 'r.createdAtMs', 'r.succeededAtMs'])
      .where('r.orderId', 'in', orderIds)
      .orderBy('r.id')
      .execute();
    const settled = await rows
      .selectFrom('Settlement as s')
      .innerJoin('PaymentPart as t', 't.id', 's.partId')
      .select(['t.orderNumber', 's.outOrderNo', 's.grossFen', 's.commissionFen', 's.netFen', 's.settledAtMs'])
      .where('s.orderId', 'in', orderIds)
      .orderBy('s.id')
      .execute();
    return [
      {
        title: '付款',
        rows: paid.map((one) => ({
          订单号: one.orderNumber,
          支付单号: one.outTradeNo,
          支付机构单号: one.transactionId,
          金额元: yuan(one.totalFen),
          发起: at(one.createdAtMs),
          付款: at(one.paidAtMs),
        })),
      },
      {
        title: '退款',
        rows: refunds.map((one) => ({
          订单号: one.orderNumber,
          退款单号: one.outRefundNo,
          金额元: yuan(one.amountFen),
          原因: one.reason,
          发起: at(one.createdAtMs),
          到账: at(one.succeededAtMs),
        })),
      },
      {
        title: '结算',
        rows: settled.map((one) => ({
          订单号: one.orderNumber,
          结算单号: one.outOrderNo,
          货款元: yuan(one.grossFen),
          平台服务费元: yuan(one.commissionFen),
          卖家所得元: yuan(one.netFen),
          结算: at(one.settledAtMs),
        })),
      },
    ];
  },
};
