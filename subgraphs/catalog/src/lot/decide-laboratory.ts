import { unopened } from '@heitu/kit/privacy/scan-openings';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { WITHDRAWERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { decision } from './decide-paper.ts';
import { laboratoriesById } from './laboratory.loader.ts';
import { laboratories } from './laboratory.moves.ts';
import { LaboratoryView } from './laboratory.view.ts';
import { NOT_OWN_PAPER, REASON_NEEDED } from './lot.refusals.ts';

/** Somebody other than who filed it has opened the certificate: its reports count from now on, or it goes back. */
export const decideLaboratory = mutation({
  name: 'decideLaboratory',
  description: "A second person has opened a laboratory's certificate, and accepts it or sends it back with a reason.",
  may: permit.role(...WITHDRAWERS),
  input: z.object({
    laboratoryId: identifier().describe('The laboratory as it was filed.'),
    accepted: z.boolean().describe('The certificate says what was typed.'),
    reason: line(200).nullish().default(null).describe('What is wrong with it; a must where it goes back.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    NOT_OWN_PAPER,
    SCAN_NOT_OPENED: { message: '先打开资质证书的扫描件看过，再核验', clause: '7.3.6.c' },
    REASON_NEEDED,
  },
  shows: rowAfter(LaboratoryView, laboratoriesById),
  run: (context, { laboratoryId: id, accepted, reason }, refuse) =>
    context.transaction(async (tx) => {
      const row = await tx.rows
        .selectFrom('Laboratory')
        .select(['id', 'name', 'state', 'acceptDueAtMs', 'validUntil', 'fileId', 'filedByAccountId'])
        .where('id', '=', id)
        .executeTakeFirst();
      if (!row) return refuse('NOT_FOUND');
      if (row.filedByAccountId === context.actor.id) return refuse('NOT_OWN_PAPER');
      if (accepted && row.state === 'filed' && (await unopened(context, tx, [row])).length > 0)
        return refuse('SCAN_NOT_OPENED');
      if (!accepted && reason === null) return refuse('REASON_NEEDED', 'reason');
      // What was sent back is filed anew under the same name and day.
      const set = { ...decision(context), ...(!accepted && { returnReason: reason, filedAs: null }) };
      const unmoved = await laboratories.move(context, tx, accepted ? 'accept' : 'return', row, refuse, {
        set,
        ...(reason !== null && { reason }),
      });
      if (unmoved) return unmoved;
      // What was accepted of it before makes room.
      if (accepted) {
        const before = { name: row.name, id: { $ne: id }, validUntil: { $lte: row.validUntil } };
        await laboratories.bySystem(context, tx, 'renew', before);
      }
      return ok({ id });
    }),
});
