import { given, ifGiven } from '@heitu/kit/data/given';
import { DateTime, decodeCursor, encodeCursor, mapPage, PageArgs, pageOf, pageSize } from '@heitu/kit/rules/graphql';
import { sortedArgs, sortedPage, type SortColumns, type SortedPage } from '@heitu/kit/rules/sorting';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { Arg, Args, Ctx, Directive, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { AssessedMonthView } from '../conduct/conduct.view.ts';
import type { TrustContext } from '../context.ts';
import { ActOutcomes, AuditKinds } from '../enums.ts';
import {
  AuditAnchorConnection,
  AuditAnchorView,
  AuditCheckView,
  AuditEntryConnection,
  PersonalDataLookConnection,
} from './audit.view.ts';
import { anchorsAt } from './anchor.loader.ts';
import type { ActOutcome, AuditKind } from './entry.policy.ts';
import { looksAt } from './look.loader.ts';
import { listedRoles } from './look.policy.ts';
import { checkChain } from './check-chain.ts';
import { sealEntries } from './seal-entries.ts';

const ENTRY_SORTS = { at: 'atMs' } as const satisfies SortColumns<{ atMs: number }>;
const EntryPage = sortedArgs('AuditEntrySort', ENTRY_SORTS);
const ANCHOR_SORTS = { date: { text: 'on' } } as const satisfies SortColumns<{ on: string }>;
const AnchorPage = sortedArgs('AuditAnchorSort', ANCHOR_SORTS);

@Resolver()
export class AuditResolver {
  @Query(() => AuditEntryConnection, { description: 'Newest first, or sorted.' })
  async auditTrail(
    @Ctx() context: TrustContext,
    @Args(() => EntryPage) page: SortedPage,
    @Arg('actorId', () => String, {
      nullable: true,
      description: 'Who acted: an account, a program, or a room of the platform.',
    })
    actorId?: string,
    @Arg('operation', () => String, { nullable: true, description: 'The name of a mutation, or what a read was for.' })
    operation?: string,
    @Arg('kind', () => AuditKinds, { nullable: true, description: 'Only acts, or only looks at personal data.' })
    kind?: AuditKind,
    @Arg('outcome', () => ActOutcomes, { nullable: true, description: 'Only what was done, or what was refused.' })
    outcome?: ActOutcome,
    @Arg('from', () => DateTime, { nullable: true, description: 'From this moment on.' }) fromMs?: number,
    @Arg('to', () => DateTime, { nullable: true, description: 'Before this moment.' }) toMs?: number,
  ) {
    const query = context.rows
      .selectFrom('AuditEntry')
      .selectAll()
      .where((eb) => eb.and(given({ actorId, operation, kind, outcome })))
      .$call(ifGiven(fromMs, (query, ms) => query.where('atMs', '>=', ms)))
      .$call(ifGiven(toMs, (query, ms) => query.where('atMs', '<', ms)));
    const entries = await sortedPage(query, page, ENTRY_SORTS, { by: 'at', descending: true });
    const { openOwn } = context.vault;
    return mapPage(entries, (row) => ({
      ...row,
      roles: listedRoles(row.roles),
      origin: row.origin && openOwn(row.origin),
      subjects: fromJson(row.subject).map((to) => ({
        ...to,
        reason: to.reason && openOwn(to.reason),
      })),
      reads: fromJson(row.reads),
    }));
  }

  @Directive('@cost(weight: 2000)')
  @Query(() => AuditCheckView, { description: 'Verifies the chain from an entry on, now.' })
  async auditCheck(
    @Ctx() context: TrustContext,
    @Arg('from', () => Int, { defaultValue: 1, description: 'The sequence number to begin at, from 1.' }) from: number,
  ): Promise<AuditCheckView> {
    await sealEntries(context);
    const check = await checkChain(context, Math.max(1, from));
    return { ...check, intact: check.problemCount === 0 };
  }

  @Query(() => AuditAnchorConnection, {
    description: "The days' ends of the audit chain, for everybody to keep. Newest first, or sorted; `id` is the day.",
  })
  auditAnchors(@Ctx() context: TrustContext, @Args(() => AnchorPage) page: SortedPage) {
    return sortedPage(
      context.rows.selectFrom('AuditAnchor').selectAll(),
      page,
      ANCHOR_SORTS,
      { by: 'date', descending: true },
      { key: 'on' },
    );
  }

  @Query(() => PersonalDataLookConnection, {
    description: 'Who looked at my data, newest first; my own looks are not there.',
  })
  async whoLookedAtMyData(@Ctx() context: TrustContext, @Args(() => PageArgs) page: PageArgs) {
    const first = pageSize(page);
    const rows = await looksAt(context, first + 1, decodeCursor(page.after, 'string'));
    return pageOf(rows, first, (row) => encodeCursor(row.id), page.after);
  }
}

/** The monthly publication carries the chain's end of its day: whoever keeps the month keeps that too. */
@Resolver(() => AssessedMonthView)
export class PublishedMonthResolver {
  @FieldResolver(() => AuditAnchorView, {
    nullable: true,
    description: 'Where the audit chain ended when the month was published.',
  })
  auditAnchor(@Root() month: AssessedMonthView, @Ctx() context: TrustContext) {
    return month.publishedAtMs === null ? null : context.loader(anchorsAt).load(month.publishedAtMs);
  }
}
