import type { Context, Transaction, Writes } from '@heitu/kit/data/context';
import type { RowsOf } from '@heitu/kit/data/orm';
import type { entities } from './entities.ts';
import type { PaymentChannel } from './wechatpay/payment-channel.ts';

export interface PaymentsServices {
  channel: PaymentChannel;
  /** Where the provider sends its notices. */
  notifyUrl: string;
  /** The platform's own account at the provider: receives the service fee, lays out advances. */
  platformMerchant: string;
}
export type PaymentsContext = Context<typeof entities, PaymentsServices>;
export type PaymentsRows = RowsOf<typeof entities>;
export type PaymentsTransaction = Transaction<typeof entities>;
export type PaymentsWrites = Writes<typeof entities>;
