import { PageArgs } from '@heitu/kit/rules/graphql';
import { GraphQLError } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { MessageKinds } from '../enums.ts';
import { messageCosts, shownWish, wishesOf } from './message.loader.ts';
import { pageOf, type MessageKind } from './message.policy.ts';
import { templatesFor } from './templates-for.ts';
import {
  MessageConnection,
  MessageCostView,
  MessageTemplateView,
  MessageView,
  MessageWishView,
} from './message.view.ts';
import { newestFirst } from '@heitu/kit/rules/sorting';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

@Resolver(() => MessageView)
export class MessageResolver {
  @Query(() => MessageConnection, { description: 'My messages, newest first.' })
  messages(@Ctx() context: TrustContext, @Args(() => PageArgs) page: PageArgs) {
    return newestFirst(context.rows.selectFrom('Message').selectAll().where('accountId', '=', context.actor.id), page);
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: "The mini-program's page that shows what it is about; null where the message says all.",
  })
  page(@Root() message: MessageView): string | null {
    return pageOf(message);
  }
  @Query(() => MessageWishView, { description: 'How I want to be told outside the app.' })
  async messageWish(@Ctx() context: TrustContext) {
    const { id } = context.actor;
    return shownWish((await wishesOf(context, [id]))(id));
  }
  @Query(() => [MessageCostView], {
    description: 'What was sent outside the app in a month, by the party for whose sake; what costs most first.',
  })
  messageCosts(@Ctx() context: TrustContext, @Arg('month', () => String, { description: '2026-11' }) month: string) {
    if (!MONTH.test(month))
      throw new GraphQLError('month 要写成 2026-11 这样', { extensions: { code: 'BAD_USER_INPUT' } });
    return messageCosts(context, month);
  }
  @Query(() => Int, { description: 'How many of my messages I have not read.' })
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
  messageTemplates(
    @Ctx() context: TrustContext,
    @Arg('kinds', () => [MessageKinds], { description: 'The kinds that the page would ask for.' })
    kinds: MessageKind[],
  ) {
    return templatesFor(context, kinds);
  }
}
