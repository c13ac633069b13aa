import { raw } from '@mikro-orm/core';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { mutation, type LogisticsContext } from '../context.ts';
import { refuseStopped, stopMark } from '../shipment/stop-shipments.ts';
import { stoppedRefusal } from '../shipment/stop.policy.ts';
import { doneField, ids, sixDigits } from '../input-fields.ts';
import { refuseNoTask, taskOf } from './courier-task.ts';
import { whenDone } from './done.policy.ts';
import { proveLater } from './prove-later.ts';
import { CourierIdentity } from './delivery.view.ts';
import { CODE_ATTEMPTS_MAX, codeLocked, isCodeLocked, isCourierCode } from './delivery.policy.ts';

/** The consumer types the code that the person at the door shows, and learns who it is (8.5.4.2.cc). */
export const checkCourierCode = mutation({
  name: 'checkCourierCode',
  description:
    'The consumer enters the code that the person at the door shows, and learns who it is. After five wrong codes the carrier has to give new ones.',
  may: permit.signedIn,
  input: z
    .object({
      shipmentId: ids.shipment().nullish(),
      collectionId: ids.collection().nullish(),
      code: sixDigits('身份码'),
      done: doneField(),
    })
    .describe('One of shipmentId and collectionId.'),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    ...stoppedRefusal,
    CODE_WRONG: {
      message: '身份码不对或已过期，请让配送员出示新的身份码；对不上请不要开门收货',
      clause: '8.5.4.2.cc',
    },
    ...codeLocked,
  },
  shows: { View: CourierIdentity, of: identityOf },
  async run(context, { shipmentId, collectionId, code, done }, refuse) {
    const task = taskOf({ shipmentId, collectionId });
    if (!task) return refuseNoTask();
    const mine = { id: task.id, buyerAccountId: context.actor.id };
    // Counted on its own, so that a refusal does not take the count back.
    const counted = await context.em.nativeUpdate(
      task.Table,
      { ...mine, state: { $in: [...task.states] }, ...task.open, codeAttempts: { $lt: CODE_ATTEMPTS_MAX } },
      { codeAttempts: raw<number>('?? + 1', ['codeAttempts']) },
    );
    const outcome = await context.transaction(async (tx) => {
      const row = await tx.em.findOne(task.Table, mine);
      if (!row) return refuse('NOT_FOUND');
      const stopped = shipmentId && refuseStopped(stopMark(row));
      if (stopped) return stopped;
      const when = whenDone(done, { nowMs: context.clock.now(), notBeforeMs: row.calledAheadAtMs ?? 0 });
      const nowMs = when.atMs;
      if (counted === 0 && shipmentId && row.courierId && (await proveLater(context, tx, row, { code, when })))
        return ok({ courierId: row.courierId, checkedAtMs: nowMs });
      if (counted === 0) return refuse(task.states.includes(row.state) ? 'TOO_MANY_ATTEMPTS' : 'WRONG_STATE');
      const { id, courierId, codeRound: round } = row;
      if (!courierId || !isCourierCode(context.vault, { taskId: id, courierId, round }, code, nowMs))
        return refuse(isCodeLocked(row) ? 'TOO_MANY_ATTEMPTS' : 'CODE_WRONG');
      const refused = await task.moves.move(context, tx, 'check-identity', row, refuse, {
        parts: ['consumer'],
        where: { ...mine, ...task.open, courierId },
        set: { identityCheckedAtMs: row.identityCheckedAtMs ?? nowMs, codeAttempts: 0 },
      });
      if (refused) return refused;
      return ok({ courierId, checkedAtMs: nowMs });
    });
    // A repeat is answered as before and is no further try.
    if (outcome.ok && counted > 0 && context.request)
      await context.em.nativeUpdate(
        task.Table,
        { ...mine, codeAttempts: { $gt: 0 } },
        { codeAttempts: raw<number>('?? - 1', ['codeAttempts']) },
      );
    return outcome;
  },
});

/** Whose code it was. The name is read anew each time: what is remembered of a request holds no names. */
async function identityOf(
  context: LogisticsContext,
  { courierId, checkedAtMs }: { courierId: string; checkedAtMs: number },
): Promise<CourierIdentity> {
  const courier = await context.rows
    .selectFrom('Courier as p')
    .leftJoin('Carrier as c', 'c.partyId', 'p.carrierPartyId')
    .select(['p.accountId', 'p.name', 'c.name as carrierName'])
    .where('p.id', '=', courierId)
    .executeTakeFirstOrThrow();
  return {
    courierId,
    courierName: await context.vault.openText(courier.accountId, courier.name, 'name'),
    carrierName: courier.carrierName ?? '',
    checkedAtMs,
  };
}
