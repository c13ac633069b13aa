import { ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { codParts } from '../access.ts';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { CodRemittance, CodReversal } from './delivery.entity.ts';
import { codRemittances } from './delivery.moves.ts';
import { codNow } from './delivery-answers.ts';

/**
 * What was recorded wrongly is taken back by a row that stands against it, once: by the carrier's desk, or the
 * operator. The record itself stays.
 */
export const reverseCod = mutation({
  name: 'reverseCod',
  description: 'Takes back a record of cash that was wrong, by a row that stands against it.',
  may: permit.role('carrier-manager', 'operator-admin'),
  input: z.object({ remittanceId: ids.remittance(), reason: line(200).describe('What was wrong with the record.') }),
  requestId: 'must',
  refusals: { NOT_FOUND, ALREADY_REVERSED: { message: '这笔登记已经冲正过' } },
  shows: codNow,
  run: (context, { remittanceId, reason }, refuse) =>
    context.transaction(async (tx) => {
      const record = await tx.em.findOne(CodRemittance, { id: remittanceId });
      if (!record) return refuse('NOT_FOUND');
      const { carrierPartyId, amountFen } = record;
      const refused = await codRemittances.move(
        context,
        tx,
        'reverse',
        record,
        (code) => refuse(code === 'WRONG_STATE' ? 'ALREADY_REVERSED' : code),
        { parts: codParts(context.actor, record), reason },
      );
      if (refused) return refused;
      await tx.em.insert(CodReversal, {
        id: context.newId(),
        remittanceId,
        carrierPartyId,
        amountFen,
        reason: await context.vault.sealText(carrierPartyId, reason),
        reversedBy: context.actor.id,
        reversedAtMs: context.clock.now(),
      });
      return ok({ id: remittanceId });
    }),
});
