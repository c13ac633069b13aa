import { raw } from '@mikro-orm/core';
import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { Carrier, Courier } from '../carrier/carrier.entity.ts';
import type { LogisticsContext } from '../entities.ts';
import { refuseStopped, stopMark } from '../shipment/stop-shipments.ts';
import { taskOf } from './courier-task.ts';
import { CODE_ATTEMPTS_MAX, isCodeLocked, isCourierCode } from './delivery.policy.ts';
import { checkCourierCodeRefusals as refusals } from './delivery.refusals.ts';

const schema = z.object({
  shipmentId: identifier().nullish(),
  collectionId: identifier().nullish(),
  code: z.string().regex(/^\d{6}$/, '身份码是6位数字'),
});
export type CheckCourierCodeInput = z.input<typeof schema>;

/** The consumer types the code that the person at the door shows, and learns who it is (8.5.4.2.cc). */
export async function checkCourierCode(context: LogisticsContext, input: CheckCourierCodeInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const task = taskOf(valid.value);
  if (!task) return refuse(refusals, 'INVALID_INPUT', [{ at: 'shipmentId', text: '请给出送货单或取件单中的一个' }]);
  const mine = { id: task.id, buyerAccountId: context.actor.id };
  // Counted on its own, so that a refusal does not take the count back.
  const counted = await context.em.nativeUpdate(
    task.Table,
    { ...mine, state: { $in: task.states }, ...task.open, codeAttempts: { $lt: CODE_ATTEMPTS_MAX } },
    { codeAttempts: raw<number>('?? + 1', ['codeAttempts']) },
  );
  return context.transaction(async (tx) => {
    const row = await tx.em.findOne(task.Table, mine);
    if (!row) return refuse(refusals, 'NOT_FOUND');
    const stopped = valid.value.shipmentId && refuseStopped(refusals, stopMark(row));
    if (stopped) return stopped;
    if (counted === 0) return refuse(refusals, task.states.includes(row.state) ? 'TOO_MANY_ATTEMPTS' : 'WRONG_STATE');
    const nowMs = context.clock.now();
    if (
      !row.courierId ||
      !isCourierCode(
        context.vault,
        { taskId: row.id, courierId: row.courierId, round: row.codeRound },
        valid.value.code,
        nowMs,
      )
    )
      return refuse(refusals, isCodeLocked(row) ? 'TOO_MANY_ATTEMPTS' : 'CODE_WRONG');
    const checked = await tx.em.nativeUpdate(
      task.Table,
      { ...mine, state: { $in: task.states }, ...task.open, courierId: row.courierId },
      { identityCheckedAtMs: row.identityCheckedAtMs ?? nowMs, codeAttempts: 0 },
    );
    if (checked === 0) return refuse(refusals, 'WRONG_STATE');
    const courier = await tx.em.findOneOrFail(Courier, { id: row.courierId });
    const carrier = await tx.em.findOne(Carrier, { partyId: row.carrierPartyId });
    tx.audit({ type: valid.value.shipmentId ? 'shipment' : 'collection', id: row.id, clause: '8.5.4.2.cc' });
    return ok({
      id: row.id,
      courierId: courier.id,
      courierName: await context.vault.openText(courier.accountId, courier.name, 'name'),
      carrierName: carrier?.name ?? '',
      checkedAtMs: nowMs,
    });
  });
}
