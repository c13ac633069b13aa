import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { unlessTaken } from '@heitu/kit/data/only-one';
import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, refuse as refuseAs } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { returnId } from '../input-fields.ts';
import { StatisticalReturn } from './disclosure.entity.ts';
import { CORRECT_WORKING_DAYS, returnPeriod } from './disclosure.policy.ts';
import { RecordSaved } from './disclosure.view.ts';
import { figuresOf } from './produce-return.ts';
import { returnLifecycle } from './return.lifecycle.ts';

const CORRECTED_ALREADY = { message: '这一份已经有更正，请办那一份', clause: '6.1.f' } as const;

/** What was filed stays as it is: a correction is a return of its own, by the figures of now, and names it (6.1.f). */
export const correctReturn = mutation({
  name: 'correctReturn',
  description: 'Begins the correction of a filed return: a new one, approved and filed like any other, that names it.',
  may: permit.role('operator-admin'),
  input: z.object({ returnId: returnId(), reason: line(200, 2).describe('What was wrong, at most 200 characters.') }),
  refusals: {
    NOT_FOUND,
    NOT_FILED: { message: '还没有报送的，重新生成就行，不用更正', clause: '6.1.f' },
    CORRECTED_ALREADY,
  },
  shows: asItIs(RecordSaved),
  run: (context, { returnId: corrects, reason }, refuse) =>
    context.transaction(async (tx) => {
      const filed = await tx.rows
        .selectFrom('StatisticalReturn')
        .select(['kind', 'period', 'version', 'state'])
        .where('id', '=', corrects)
        .executeTakeFirst();
      const span = filed && returnPeriod(filed.kind, filed.period);
      if (!filed || !span) return refuse('NOT_FOUND');
      if (filed.state !== 'filed') return refuse('NOT_FILED');
      const [id, nowMs] = [context.newId(), context.clock.now()];
      const made = tx.em.insert(StatisticalReturn, {
        id,
        kind: filed.kind,
        period: filed.period,
        version: filed.version + 1,
        corrects,
        correctionReason: reason,
        state: returnLifecycle.initial,
        content: JSON.stringify(await figuresOf(tx, filed.kind, span)),
        producedAtMs: nowMs,
        dueAtMs: addWorkingDays(nowMs, CORRECT_WORKING_DAYS),
        approvedBy: null,
        approvedAtMs: null,
      });
      const taken = await unlessTaken(made, refuseAs({ CORRECTED_ALREADY }, 'CORRECTED_ALREADY'));
      if (taken) return taken;
      tx.audit({ type: 'return', id, clause: '6.1.f', reason });
      return ok({ id });
    }),
});
