import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PermissionVersion } from './version.entity.ts';
import { versions } from './version.moves.ts';
import { PermissionVersionView, versionsById } from './version.view.ts';

/** Somebody has looked at what the running rules let whom do, and answers for them (5.3.e-i). */
export const approvePermissionVersion = mutation({
  name: 'approvePermissionVersion',
  description: 'An administrator who has looked at the rules that run now approves them in their own name.',
  may: permit.role('operator-admin'),
  input: z.object({
    versionId: identifier().describe('The version of the permission matrix. One that no longer runs: WRONG_STATE.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: rowAfter(PermissionVersionView, versionsById),
  run: (context, { versionId: id }, refuse) =>
    context.transaction(async (tx) => {
      const version = await tx.em.findOne(PermissionVersion, { id });
      if (!version) return refuse('NOT_FOUND');
      const refused = await versions.move(context, tx, 'approve', version, refuse, {
        set: { approvedBy: context.actor.id, approvedAtMs: context.clock.now() },
      });
      return refused ?? ok({ id });
    }),
});
