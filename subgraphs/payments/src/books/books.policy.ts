import type { FundFlowKind } from '../wechatpay/payment-channel.ts';

/** What the provider keeps for itself of a payment, and gives back of a refund: booked as its statement tells it. */
export const FEE_KINDS = ['fee', 'fee-back'] as const satisfies readonly FundFlowKind[];

/** What a party moves between its account and its bank: only the statement tells of it. */
export const OWN_KINDS = ['top-up', 'withdrawal'] as const satisfies readonly FundFlowKind[];

/** A correction of an account's balance that belongs to no order and no line. */
export const BALANCE_CORRECTION = 'balance-correction';
