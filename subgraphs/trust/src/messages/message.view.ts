import { connectionOf, DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { MessageKinds, MessageWays } from '../enums.ts';
import type { MessageKind, MessageWay, Reader } from './message.policy.ts';
import { PartyStub } from '../foreign/foreign.view.ts';
import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType('Message')
export class MessageView {
  @Field(() => ID) id: string;
  accountId: string;
  @Field(() => MessageKinds) kind: MessageKind;
  @Field() title: string;
  @Sealed('accountId') @Field() body: string;
  @Field(() => ID, { nullable: true }) orderId: string | null;
  reader: Reader | null;
  @Field(() => DateTime, { name: 'createdAt' }) createdAtMs: number;
  @Field(() => DateTime, { name: 'readAt', nullable: true }) readAtMs: number | null;
}
export const MessageConnection = connectionOf('Message', MessageView);

@ObjectType('MessageTemplate')
export class MessageTemplateView {
  @Field(() => MessageKinds) kind: MessageKind;
  @Field({ description: 'What `wx.requestSubscribeMessage` is asked with, at a tap.' }) templateId: string;
}
@ObjectType('MessagesRead')
export class MessagesRead {
  @Field(() => Int) count: number;
}
@ObjectType('MessagesSubscribed')
export class MessagesSubscribed {
  @Field(() => [MessageKinds]) kinds: MessageKind[];
}
@ObjectType('MessageWish', { description: 'How somebody wants to be told outside the app.' })
export class MessageWishView {
  @Field(() => MessageWays) way: MessageWay;
  @Field({ description: 'What can wait is held until the morning.' }) isQuietAtNight: boolean;
  @Field(() => [MessageKinds], { description: 'What cannot wait, and so goes by SMS to those at work.' })
  urgentKinds: readonly MessageKind[];
  @Field({ description: 'Until when what can wait is held, in words.' }) quietHours: string;
}
@ObjectType('MessageCost', { description: 'What was sent outside the app for the sake of a party, in a month.' })
export class MessageCostView {
  @Field(() => PartyStub, { nullable: true, description: 'Null: to people in their own affairs, as a recall is.' })
  party: PartyStub | null;
  @Field(() => Int) wechatSent: number;
  @Field(() => Int, { description: 'Refused by WeChat, given up, or no longer wanted.' }) wechatUnsent: number;
  @Field(() => Int) smsSent: number;
  @Field(() => Int, { description: 'Refused by the gateway, given up, without a number, or no longer wanted.' })
  smsUnsent: number;
  @Field(() => SafeInt, { description: 'What the gateway asks for them; the platform pays it.' }) costFen: number;
}
