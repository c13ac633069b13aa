import { SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { Ctx, Directive, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { IncidentView } from '../disclosure/disclosure.view.ts';
import { leakLifecycle } from './leak.lifecycle.ts';
import { PUBLIC_MS } from './leak.policy.ts';
import { LeakNoticeView, leaksByIncident, PublicLeakView } from './leak.view.ts';

@Resolver(() => LeakNoticeView)
export class LeakResolver {
  @Directive(SAME_FOR_ALL)
  @Query(() => [PublicLeakView], { description: 'Leaks of the last ninety days, for those who were not reached.' })
  publicLeaks(@Ctx() { rows, clock }: TrustContext) {
    return rows
      .selectFrom('LeakNotice')
      .select(['id', 'begunAtMs', 'whatLeaked', 'harm', 'measures', 'contact'])
      .where('begunAtMs', '>', clock.now() - PUBLIC_MS)
      .orderBy('begunAtMs', 'desc')
      .execute();
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() { state }: LeakNoticeView): string {
    return leakLifecycle.texts[state];
  }
  @FieldResolver(() => Int, { description: 'People who got a message.' })
  async toldCount(@Ctx() { rows }: TrustContext, @Root() { id }: LeakNoticeView): Promise<number> {
    const { n } = await rows
      .selectFrom('LeakTold')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('noticeId', '=', id)
      .executeTakeFirstOrThrow();
    return Number(n);
  }
  @FieldResolver(() => Int, { description: 'Of them, those who have read it, or to whom an SMS went out.' })
  async reachedCount(@Ctx() { rows }: TrustContext, @Root() { id, begunAtMs }: LeakNoticeView): Promise<number> {
    const { n } = await rows
      .selectFrom('LeakTold as t')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('t.noticeId', '=', id)
      .where(({ or, exists, selectFrom }) =>
        or([
          exists(
            selectFrom('MessageSms as s').select('s.id').whereRef('s.id', '=', 't.id').where('s.state', '=', 'sent'),
          ),
          exists(
            selectFrom('Message as m')
              .select('m.id')
              .whereRef('m.accountId', '=', 't.accountId')
              .where('m.kind', '=', 'leak-told')
              .where('m.createdAtMs', '>=', begunAtMs)
              .where('m.readAtMs', 'is not', null),
          ),
        ]),
      )
      .executeTakeFirstOrThrow();
    return Number(n);
  }
}

@Resolver(() => IncidentView)
export class LeakOfIncidentResolver {
  @FieldResolver(() => LeakNoticeView, { nullable: true, description: 'How those were told whose data leaked.' })
  leakNotice(@Ctx() context: TrustContext, @Root() { id, kind }: IncidentView) {
    return kind === 'leak' ? context.loader(leaksByIncident).load(id) : null;
  }
}
