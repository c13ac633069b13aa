import { OrderAfterSale, type AfterSaleCaseFragment } from '../../api/admin.ts';
import { yuan } from '../../lib/format.ts';
import { act, type Act } from '../../ui/Acts.tsx';

/** What lies still between buyer and seller, a mediator ends, with a reason that both read. */
const orderAct = ({ id, refundFen }: AfterSaleCaseFragment, refund: boolean, label: string): Act =>
  act({
    label,
    field: 'orderAfterSale',
    action: refund ? 'ORDER_REFUND' : 'ORDER_END',
    tone: refund ? 'primary' : 'danger',
    form: () => ({
      draft: `order-after-sale.${id}.${refund}`,
      title: label,
      submit: label,
      danger: !refund,
      intro: refund
        ? `从这一单的货款里退给买家 ${yuan(refundFen)}。不是商家的责任，请结束申请，按投诉裁定谁赔。`
        : '不退款，这个申请就此结束。买家还可以投诉。',
      document: OrderAfterSale,
      fields: [{ name: 'reason', label: '理由', kind: 'paragraph', required: true, max: 500, help: '双方都会看到' }],
      variables: ({ text }, requestId) => ({ input: { requestId, afterSaleId: id, refund, reason: text('reason') } }),
    }),
  });

export const afterSaleActs = (one: AfterSaleCaseFragment): Act[] => [
  orderAct(one, true, `退给买家 ${yuan(one.refundFen)}`),
  orderAct(one, false, '不退，结束申请'),
];
