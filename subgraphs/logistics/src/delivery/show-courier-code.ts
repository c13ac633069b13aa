import type { LogisticsContext } from '../context.ts';
import { taskOf, type TaskRef } from './courier-task.ts';
import { codesAhead, courierCodeOf, isCodeLocked } from './delivery.policy.ts';

/** The code that the assigned courier shows at the door; null for anybody else, and while the checking is locked. */
export async function showCourierCode(context: LogisticsContext, ref: TaskRef) {
  const task = taskOf(ref);
  if (!task) return null;
  const row = await context.em.findOne(task.Table, {
    id: task.id,
    courierAccountId: context.actor.id,
    state: { $in: [...task.states] },
    ...task.open,
  });
  if (!row?.courierId || isCodeLocked(row)) return null;
  const code = { taskId: row.id, courierId: row.courierId, round: row.codeRound };
  const nowMs = context.clock.now();
  return { ...courierCodeOf(context.vault, code, nowMs), ahead: codesAhead(context.vault, code, nowMs) };
}
