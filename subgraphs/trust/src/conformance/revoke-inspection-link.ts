import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation, type TrustContext } from '../context.ts';
import { inspectionLinks } from './month-report.moves.ts';
import { inspectionNow } from './month-report.view.ts';

/** From now on the link opens nothing. */
export const revokeInspectionLink = mutation({
  name: 'revokeInspectionLink',
  description: 'Takes an inspection link back: from now on it opens nothing.',
  may: permit.role('operator-admin'),
  input: z.object({ linkId: identifier().describe('The link.') }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: inspectionNow,
  run: (context, { linkId: id }, refuse) =>
    context.transaction(async (tx) => {
      const found = await tx.rows.selectFrom('InspectionLink').selectAll().where('id', '=', id).executeTakeFirst();
      if (!found) return refuse('NOT_FOUND');
      const set = { endedAtMs: context.clock.now() };
      return (await inspectionLinks.move(context, tx, 'revoke', found, refuse, { set })) ?? ok({ id });
    }),
});

/** Links whose time is over. */
export async function expireInspections(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  await context.transaction(async (tx) =>
    ok(await inspectionLinks.bySystem(context, tx, 'expire', { untilMs: { $lte: nowMs } }, { endedAtMs: nowMs })),
  );
}
