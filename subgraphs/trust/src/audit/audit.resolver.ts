import { decodeCursor, encodeCursor, PageArgs, pageOf, pageSize } from '@heitu/kit/graphql';
import { Arg, Args, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { AuditCheckView, AuditEntryConnection } from './audit.view.ts';
import { checkChain } from './check-chain.ts';
import { sealEntries } from './seal-entries.ts';

@Resolver()
export class AuditResolver {
  @Query(() => AuditEntryConnection, { description: 'Newest first.' })
  async auditTrail(
    @Ctx() context: TrustContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('actorId', () => String, { nullable: true }) actorId?: string,
    @Arg('operation', () => String, { nullable: true }) operation?: string,
  ) {
    const first = pageSize(page);
    const after = decodeCursor(page.after, 'number', 'string');
    const rows = await context.rows.selectFrom('AuditEntry').selectAll()
      .$if(!!actorId, (query) => query.where('actorId', '=', actorId!))
      .$if(!!operation, (query) => query.where('operation', '=', operation!))
      .$if(!!after, (query) => query.where((eb) => eb.or([eb('atMs', '<', after![0]), eb.and([eb('atMs', '=', after![0]), eb('id', '<', after![1])])])))
      .orderBy('atMs', 'desc').orderBy('id', 'desc').limit(first + 1).execute();
    const entries = rows.map((row) => ({ ...row, subjects: JSON.parse(row.subject) as { type: string; id: string }[] }));
    return pageOf(entries, first, (row) => encodeCursor(row.atMs, row.id), page.after);
  }

  @Query(() => AuditCheckView, { description: 'Verifies the chain from an entry on, now.' })
  async auditCheck(@Ctx() context: TrustContext, @Arg('from', () => Int, { defaultValue: 1 }) from: number): Promise<AuditCheckView> {
    await sealEntries(context);
    const check = await checkChain(context, Math.max(1, from));
    return { ...check, intact: check.problems.length === 0 };
  }
}
