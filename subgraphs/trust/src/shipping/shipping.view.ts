import { connectionOf, DateTime } from '@heitu/kit/rules/graphql';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ShippingNoticeStates } from '../enums.ts';
import type { ShippingState } from './shipping.lifecycle.ts';

@ObjectType('ShippingNotice', {
  description: 'What WeChat is told of a parcel, so that it unfreezes the money (发货信息管理).',
})
export class ShippingNoticeView {
  @Field(() => ID) id: string;
  @Field(() => ID) orderId: string;
  @Field(() => ID) shipmentId: string;
  @Field(() => ShippingNoticeStates) state: ShippingState;
  @Field(() => Int) attempts: number;
  @Field(() => String, {
    nullable: true,
    description: "Why the last attempt failed: our code, WeChat's number and text.",
  })
  lastError: string | null;
  @Field(() => DateTime, { name: 'uploadedAt', description: 'When the goods were taken over.' }) uploadedAtMs: number;
  @Field(() => DateTime, { name: 'nextAt', nullable: true }) nextAtMs: number | null;
  @Field(() => DateTime, { name: 'settledAt', nullable: true }) settledAtMs: number | null;
}

export const ShippingNoticeConnection = connectionOf('ShippingNotice', ShippingNoticeView);
