import { atField, NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { quantity, z } from '@heitu/kit/rules/validate';
import { lockRows } from '@heitu/kit/data/only-one';
import type { ClauseRef } from '@heitu/standard';
import { SELLERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { lotId } from '../inputs.ts';
import { lotNow } from '../lot/lot-now.ts';
import { Lot } from '../lot/lot.entity.ts';
import { ownedLot } from '../lot/owned-lot.ts';
import { LABEL_SERIAL_MAX, LABELS_PER_RUN_MAX } from './label.policy.ts';
import { spoil, spoiledAmong } from './spoiled.ts';

const serial = () => quantity(LABEL_SERIAL_MAX);

/** A label that was spoiled makes room for another, and never counts again: whoever scans it is told. */
export const voidLabels = mutation({
  name: 'voidLabels',
  description: 'Labels that were spoiled or lost: others may be printed for them, and whoever scans one is told.',
  may: permit.role(...SELLERS),
  input: z.object({
    lotId: lotId(),
    fromSerial: serial().describe('The first of them.'),
    toSerial: serial().describe('The last of them.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    NOT_PRINTED: { message: '没有印过这些号' },
    ALREADY_VOID: { message: '这里面有已经作废的号' },
    TOO_MANY: { message: `一次最多作废${LABELS_PER_RUN_MAX}张` },
  },
  shows: lotNow,
  run: (context, { lotId, fromSerial, toSerial }, refuse) =>
    context.transaction(async (tx) => {
      const own = await ownedLot(context, lotId);
      if (!own) return refuse('NOT_FOUND');
      await lockRows(tx, Lot, { id: lotId });
      const { labelsPrinted } = await tx.rows
        .selectFrom('Lot')
        .select('labelsPrinted')
        .where('id', '=', lotId)
        .executeTakeFirstOrThrow();
      const count = toSerial - fromSerial + 1;
      if (count < 1 || toSerial > labelsPrinted)
        return refuse('NOT_PRINTED', [atField('toSerial', `印到第${labelsPrinted}号`)]);
      if (count > LABELS_PER_RUN_MAX) return refuse('TOO_MANY', 'toSerial');
      const [gone] = await spoiledAmong(tx, lotId, fromSerial, toSerial);
      if (gone !== undefined) return refuse('ALREADY_VOID', [atField('fromSerial', `第${gone}号已经作废`)]);
      await spoil(context, tx, { lotId, partyId: own.partyId }, fromSerial, count);
      tx.audit({ type: 'lot', id: lotId, clause: '7.3.2.e' satisfies ClauseRef });
      return ok({ id: lotId });
    }),
});
