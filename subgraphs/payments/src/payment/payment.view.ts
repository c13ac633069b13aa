import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import { PaymentStates, SignTypes } from '../enums.ts';
import type { SignType } from '../wechatpay/payment-channel.ts';
import type { PaymentState } from './payment.lifecycle.ts';

@Directive('@key(fields: "id")')
@ObjectType('Payment', { description: 'Where the money of a checkout is. The provider holds it, never the platform.' })
export class PaymentView {
  @Field(() => ID) id: string;
  @Field(() => ID) checkoutId: string;
  @Field(() => PaymentStates) state: PaymentState;
  @Field({ description: 'The state in Chinese, for the buyer.' }) stateLabel: string;
  @Field({ description: 'Where the money is now, each fen of it, in Chinese, for the buyer.' }) moneyText: string;
  @Field(() => SafeInt) totalFen: number;
  @Field(() => DateTime, { name: 'expiresAt' }) expiresAtMs: number;
  @Field(() => DateTime, { name: 'paidAt', nullable: true }) paidAtMs: number | null;
}

@ObjectType('ClientParameters', {
  description: "Handed unchanged to the phone's payment dialogue (wx.requestPayment).",
})
export class ClientParametersView {
  @Field() timeStamp: string;
  @Field() nonceStr: string;
  @Field() package: string;
  @Field(() => SignTypes) signType: SignType;
  @Field() paySign: string;
}

@ObjectType()
export class PaymentStarted {
  /** Resolved where it is asked for. */
  paymentId: string;
  @Field(() => ClientParametersView) clientParameters: ClientParametersView;
}

@ObjectType({ description: 'What the courier shows at the door for the buyer to pay to.' })
export class DoorCode {
  @Field({ description: 'Shown as a code; WeChat scans it with its camera.' }) codeUrl: string;
  @Field(() => SafeInt) totalFen: number;
  @Field(() => DateTime, { name: 'validUntilAt', description: 'Then a new one is needed.' }) validUntilMs: number;
}
