import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { checkoutForPayment, parcelAtDoor } from '../peers.ts';
import { CODE_VALID_MS } from '../wechatpay/payment-channel.ts';
import { DOOR_PAYMENT_MS } from './door.policy.ts';
import { nativeCode } from './native-code.ts';
import { whyNotPay } from './payment.policy.ts';
import { DoorCode } from './payment.view.ts';
import { claimPayment, startPaymentRefusals } from './start-payment.ts';

const { ALREADY_PAID, SELLER_CANNOT_RECEIVE, PROVIDER_STOPPED, HELD_FOR_SAFETY } = startPaymentRefusals;

/**
 * The courier shows a code, and whoever stands at the door pays to it by their own phone: a payment like any other, to
 * the seller's account. The courier touches no money. Shown again, there is a new code under the same number.
 */
export const showDoorCode = mutation({
  name: 'showDoorCode',
  description:
    'The courier at the door asks for the code by which an order is paid there; a repeat voids the last one.',
  may: permit.role('courier'),
  input: z.object({
    shipmentId: identifier().describe('A parcel in the hands of the courier, to be paid at the door.'),
  }),
  // There is one payment however often a code is shown; a repeat gets a new code.
  remembers: 'never',
  refusals: {
    NOT_FOUND,
    ALREADY_PAID,
    SELLER_CANNOT_RECEIVE,
    PROVIDER_STOPPED,
    HELD_FOR_SAFETY,
    NOT_AT_DOOR: { message: '先核对身份码、当面看过货，再收款', clause: '8.5.4.2.ce' },
    NO_MORE: { message: '这一单已经不收款了：拒收、取消或过了付款时间' },
    PROVIDER_BUSY: { message: '支付机构暂时没有回应，没有扣款，请再点一次' },
  },
  shows: asItIs(DoorCode),
  async run(context, { shipmentId }, refuse) {
    const parcel = await parcelAtDoor(context, { shipmentId, courierAccountId: context.actor.id });
    if (!parcel) return refuse('NOT_FOUND');
    if (parcel.isPaid) return refuse('ALREADY_PAID');
    if (!parcel.isAtDoor) return refuse('NOT_AT_DOOR');
    const checkout = await checkoutForPayment(context, parcel.checkoutId);
    if (checkout?.state === 'paid') return refuse('ALREADY_PAID');
    if (checkout?.state !== 'at-door') return refuse('NO_MORE');
    const nowMs = context.clock.now();
    const claimed = await claimPayment(context, checkout, nowMs + DOOR_PAYMENT_MS);
    if (!claimed.ok) return claimed;
    const payment = claimed.value;
    const why = whyNotPay(payment, nowMs);
    if (why) return refuse(why === 'ALREADY_PAID' ? why : 'NO_MORE');
    const shown = await nativeCode(context, payment);
    if (typeof shown === 'string') return refuse(shown);
    return ok({ ...shown, totalFen: checkout.totalFen, validUntilMs: nowMs + CODE_VALID_MS });
  },
});
