import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, localDate, parse, z } from '@heitu/kit/rules/validate';
import type { ClauseRef } from '@heitu/standard';
import type { CatalogContext } from '../context.ts';
import { ownedLot } from '../lot/owned-lot.ts';
import { appendTraceEvent } from './append-event.ts';
import { BIZ_STEP_NAMES, DISPOSITIONS, TRACE_INPUTS_MAX } from './trace.policy.ts';
import { recordTraceEventRefusals as refusals } from './trace.refusals.ts';

const optional = (max: number) => line(max).nullish().default(null);
const schema = z.object({
  requestId: identifier(),
  lotId: identifier(),
  bizStep: z.enum(BIZ_STEP_NAMES),
  disposition: z.enum(DISPOSITIONS).nullish(),
  at: z.number().int().min(0),
  place: line(200),
  divisionCode: z
    .string()
    .regex(/^\d{6}(\d{3}(\d{3})?)?$/, '区划代码是6、9或12位数字')
    .nullish()
    .default(null),
  title: line(40).nullish(),
  actorName: optional(60),
  note: optional(500),
  temperatureCelsius: z.number().min(-60).max(100).nullish().default(null),
  inputs: z
    .array(
      z.object({
        name: line(60),
        amount: optional(40),
        usedOn: localDate().nullish().default(null),
        source: optional(120),
      }),
    )
    .max(TRACE_INPUTS_MAX)
    .nullish()
    .transform((inputs) => inputs ?? []),
  correctsSequence: z.number().int().min(1).nullish().default(null),
});

/**
 * Writes one step of a lot's history into its chain. Nothing is ever changed in it: a correction is a new event that
 * names the wrong one.
 */
export async function recordTraceEvent(
  context: CatalogContext,
  input: unknown,
): Promise<Outcome<{ lot: { id: string; partyId: string }; sequence: number }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { requestId, lotId, at: atMs, title, disposition, ...event } = parsed.value;
  if (atMs > context.clock.now()) return refuse(refusals, 'TIME_IN_FUTURE', [{ at: 'at', text: '这个时刻还没有到' }]);
  return context.transaction(
    async (tx) => {
      const lot = await ownedLot(context, lotId);
      if (!lot) return refuse(refusals, 'NOT_FOUND');
      if (event.correctsSequence !== null) {
        const wrong = await tx.rows
          .selectFrom('TraceEvent')
          .select('id')
          .where('lotId', '=', lotId)
          .where('sequence', '=', event.correctsSequence)
          .executeTakeFirst();
        if (!wrong) return refuse(refusals, 'CORRECTED_EVENT_UNKNOWN');
      }
      const sequence = await appendTraceEvent(
        context,
        tx,
        { lotId, lotCode: lot.code, partyId: lot.partyId },
        { ...event, atMs, source: 'seller', ...(title && { title }), ...(disposition && { disposition }) },
      );
      if (sequence === null) throw new Error(`lot ${lotId} has no trace chain`);
      tx.audit({ type: 'lot', id: lotId, clause: '5.1' satisfies ClauseRef });
      return ok({ lot: { id: lotId, partyId: lot.partyId }, sequence });
    },
    { id: requestId, input: parsed.value },
  );
}
