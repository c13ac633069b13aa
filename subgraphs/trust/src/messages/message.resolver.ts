import { PageArgs } from '@heitu/kit/rules/graphql';
import { Arg, Args, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { MessageKinds } from '../enums.ts';
import type { MessageKind } from './message.policy.ts';
import { templatesFor } from './templates-for.ts';
import { MessageConnection, MessageTemplateView } from './message.view.ts';
import { newestFirst } from '@heitu/kit/rules/sorting';

@Resolver()
export class MessageResolver {
  @Query(() => MessageConnection, { description: 'My messages, newest first.' })
  messages(@Ctx() context: TrustContext, @Args(() => PageArgs) page: PageArgs) {
    return newestFirst(context.rows.selectFrom('Message').selectAll().where('accountId', '=', context.actor.id), page);
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
