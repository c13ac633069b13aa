import { connectionOf, DateTime } from '@heitu/kit/rules/graphql';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { MessageKinds } from '../enums.ts';
import type { MessageKind } from './message.policy.ts';
import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType('Message')
export class MessageView {
  @Field(() => ID) id: string;
  accountId: string;
  @Field(() => MessageKinds) kind: MessageKind;
  @Field() title: string;
  @Sealed('accountId') @Field() body: string;
  @Field(() => ID, { nullable: true }) orderId: string | null;
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
