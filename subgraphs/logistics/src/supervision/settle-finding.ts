import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { MeasuresTaken } from '../asks/trust.ts';
import { mutation, type LogisticsContext } from '../context.ts';
import { ids } from '../input-fields.ts';
import { SupervisionCheck } from './supervision.entity.ts';
import { supervisionChecks } from './check.moves.ts';
import { checkNow } from './check-answers.ts';
import { whyNotFor } from './supervision.policy.ts';

/** The measure taken on a breach, which closes it. */
export const settleFinding = mutation({
  name: 'settleFinding',
  description: 'The operator names the measure that was taken on a breach, which closes the check.',
  may: permit.role('operator-admin'),
  input: z.object({
    checkId: ids.check(),
    measureId: identifier().describe(
      'The measure against the carrier: taken after the breach was found, and for the clause that it broke.',
    ),
    measure: paragraph(500).describe('What else was done about it, at most 500 characters.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    MEASURE_UNKNOWN: { message: '没有对这家配送服务商采取过这个措施', clause: '8.2.au' },
    MEASURE_EARLIER: { message: '这个措施是查出问题以前采取的，请为这次的问题采取措施', clause: '8.2.au' },
    MEASURE_OF_OTHER: { message: '这个措施针对的是别的条款，请按这次违反的条款采取措施', clause: '8.2.au' },
  },
  shows: checkNow,
  async run(context, { checkId: id, measureId, measure }, refuse) {
    const taken = await measureTaken(context, measureId);
    return context.transaction(async (tx) => {
      const check = await tx.em.findOne(SupervisionCheck, { id });
      if (!check) return refuse('NOT_FOUND');
      if (check.state !== 'breached') return refuse('WRONG_STATE');
      const wrong = whyNotFor(check, taken);
      if (wrong) return refuse(wrong, 'measureId');
      const refused = await supervisionChecks.move(context, tx, 'settle', check, refuse, {
        set: {
          measure: await context.vault.sealText(check.carrierPartyId, measure),
          measureId,
          settledAtMs: context.clock.now(),
        },
      });
      return refused ?? ok({ id });
    });
  },
});

async function measureTaken(context: LogisticsContext, measureId: string) {
  const { measuresForPeer } = await context.peers.query(MeasuresTaken, { ids: [measureId] });
  const [found] = measuresForPeer;
  return found && { ...found, takenAtMs: Number(found.takenAtMs) };
}
