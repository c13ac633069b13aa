import {
  connectionOf,
  DateTime,
  decodeCursor,
  encodeCursor,
  mutationResult,
  PageArgs,
  pageOf,
  pageSize,
} from '@heitu/kit/rules/graphql';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { Arg, Args, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { messageRefusals } from './message.refusals.ts';
import { readMessages } from './read-messages.ts';
import { subscribeMessages, templatesFor } from './subscribe-messages.ts';

@ObjectType('Message')
export class MessageView {
  @Field(() => ID) id: string;
  accountId: string;
  @Field() kind: string;
  @Field() title: string;
  @Sealed('accountId') @Field() body: string;
  @Field(() => ID, { nullable: true }) orderId: string | null;
  @Field(() => DateTime, { name: 'createdAt' }) createdAtMs: number;
  @Field(() => DateTime, { name: 'readAt', nullable: true }) readAtMs: number | null;
}
const MessageConnection = connectionOf('Message', MessageView);

@ObjectType('MessageTemplate')
export class MessageTemplateView {
  @Field() kind: string;
  @Field({ description: 'What `wx.requestSubscribeMessage` is asked with, at a tap.' }) templateId: string;
}
@ObjectType('MessagesRead')
export class MessagesRead {
  @Field(() => Int) count: number;
}
@ObjectType('MessagesSubscribed')
export class MessagesSubscribed {
  @Field(() => [String]) kinds: string[];
}
@InputType()
export class ReadMessagesInput {
  @Field(() => [ID]) ids: string[];
}
@InputType()
export class SubscribeMessagesInput {
  @Field(() => [String]) kinds: string[];
}
const readResult = mutationResult('ReadMessages', MessagesRead, messageRefusals);
const subscribeResult = mutationResult('SubscribeMessages', MessagesSubscribed, messageRefusals);

@Resolver()
export class MessageResolver {
  @Query(() => MessageConnection, { description: 'My messages, newest first.' })
  async messages(@Ctx() context: TrustContext, @Args(() => PageArgs) page: PageArgs) {
    const first = pageSize(page);
    const after = decodeCursor(page.after, 'string');
    const rows = await context.rows
      .selectFrom('Message')
      .selectAll()
      .where('accountId', '=', context.actor.id)
      .$if(!!after, (query) => query.where('id', '<', after![0]))
      .orderBy('id', 'desc')
      .limit(first + 1)
      .execute();
    return pageOf(rows, first, (row) => encodeCursor(row.id), page.after);
  }
  @Query(() => Int)
  async unreadMessageCount(@Ctx() context: TrustContext) {
    const { count } = await context.rows
      .selectFrom('Message')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('accountId', '=', context.actor.id)
      .where('readAtMs', 'is', null)
      .executeTakeFirstOrThrow();
    return Number(count);
  }
  @Query(() => [MessageTemplateView], {
    nullable: true,
    description:
      'Of which of these kinds WeChat may be asked to tell me: those with a template, where I have agreed to be told by WeChat.',
  })
  messageTemplates(@Ctx() context: TrustContext, @Arg('kinds', () => [String]) kinds: string[]) {
    return templatesFor(context, kinds);
  }
  @Mutation(() => readResult.type)
  async readMessages(@Ctx() context: TrustContext, @Arg('input', () => ReadMessagesInput) input: ReadMessagesInput) {
    return readResult.of(await readMessages(context, input));
  }
  @Mutation(() => subscribeResult.type)
  async subscribeMessages(
    @Ctx() context: TrustContext,
    @Arg('input', () => SubscribeMessagesInput) input: SubscribeMessagesInput,
  ) {
    return subscribeResult.of(await subscribeMessages(context, input));
  }
}
