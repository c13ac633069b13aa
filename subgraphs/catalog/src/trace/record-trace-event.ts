import { DateTime } from '@heitu/kit/rules/graphql';
import { atField, NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { asScalar, named, z } from '@heitu/kit/rules/validate';
import { must } from '@heitu/kit/rules/checked';
import type { ClauseRef } from '@heitu/standard';
import { oneOf } from '@heitu/kit/rules/enums';
import { Int } from 'type-graphql';
import { TraceUnits } from '../enums.ts';
import { SELLERS } from '../roles.ts';
import { mutation, type CatalogContext } from '../context.ts';
import { day, optionalLine, optionalPublicLine, lotId, publicLine } from '../inputs.ts';
import { ownedLot } from '../lot/owned-lot.ts';
import { appendTraceEvent } from './append-event.ts';
import { makesMoreThanItUses } from './balance.policy.ts';
import { unknownLots, usedTooMuch } from './check-quantities.ts';
import { verifiedTrace } from './trace.loader.ts';
import { BIZ_STEP_NAMES, DISPOSITIONS, TRACE_INPUTS_MAX, TRACE_QUANTITY_MAX } from './trace.policy.ts';
import { TraceEventView } from './trace.view.ts';

const TraceInputInput = named(
  'TraceInputInput',
  z.object({
    name: publicLine(60).describe('Of what was used: a fertiliser, a feed, a seed.'),
    amount: optionalLine(40).describe('How much, with its unit.'),
    usedOn: day().nullish().default(null).describe('The day it was used.'),
    source: optionalPublicLine(120).describe('Where it came from: a supplier, a lot number.'),
  }),
);
const TraceQuantityInput = named(
  'TraceQuantityInput',
  z.object({
    name: publicLine(60).describe('Of the goods: paddy, milled rice, bags.'),
    quantity: z.number().positive().max(TRACE_QUANTITY_MAX).describe('At most three decimals count.'),
    unit: oneOf(TraceUnits).describe('What it is measured in.'),
    lotCode: optionalLine(40).describe(
      'This lot, where the step makes it; another lot, where that went in. Left out: goods on the way to this lot.',
    ),
  }),
);
const quantities = () =>
  z
    .array(TraceQuantityInput)
    .max(TRACE_INPUTS_MAX)
    .nullish()
    .transform((given) => given ?? []);
/** Where an event was written: what the mutation answers, and shows the event of. */
interface Written {
  lot: { id: string; partyId: string };
  sequence: number;
}

/**
 * Writes one step of a lot's history into its chain. Nothing is ever changed in it: a correction is a new event that
 * names the wrong one.
 */
export const recordTraceEvent = mutation({
  name: 'recordTraceEvent',
  description:
    "Writes one step of a lot's history into its chain. Nothing in it is ever changed: a correction is a new event that names the wrong one.",
  may: permit.role(...SELLERS),
  input: z.object({
    lotId: lotId(),
    bizStep: z
      .enum(BIZ_STEP_NAMES)
      .describe('a business step of EPCIS: commissioning, inspecting, receiving, storing, packing, shipping …'),
    disposition: z.enum(DISPOSITIONS).nullish().describe("default: the step's usual one"),
    at: asScalar(DateTime, z.number().int().min(0)).describe('When it happened; not in the future (TIME_IN_FUTURE).'),
    place: publicLine(200).describe('Where it happened, in words.'),
    divisionCode: z
      .string()
      .regex(/^\d{6}(\d{3}(\d{3})?)?$/, '区划代码是6、9或12位数字')
      .nullish()
      .default(null)
      .describe('6, 9 or 12 digits'),
    title: publicLine(40).nullish().describe("default: the step's name"),
    actorName: optionalLine(60).describe('not shown to the public'),
    note: optionalPublicLine(500).describe('What else is to be said of it; shown to the public.'),
    temperatureCelsius: z
      .number()
      .min(-60)
      .max(100)
      .nullish()
      .default(null)
      .describe('Of the goods or the store, in °C: -60 to 100.'),
    inputs: z
      .array(TraceInputInput)
      .max(TRACE_INPUTS_MAX)
      .nullish()
      .transform((inputs) => inputs ?? [])
      .describe('seed, feed, fertiliser, pesticide; lots that were mixed'),
    consumed: quantities().describe('Goods that the step used up: paddy that was milled, other lots that were pooled.'),
    produced: quantities().describe('Goods that the step made, no more than went in: milled rice, this lot in bags.'),
    correctsSequence: asScalar(Int, z.number().int().min(1))
      .nullish()
      .default(null)
      .describe('the event that this one corrects'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    TIME_IN_FUTURE: { message: '发生时间不能晚于现在' },
    LOT_UNKNOWN: { message: '没有找到这个批号' },
    MORE_OUT_THAN_IN: { message: '产出比投入多，请核对数量', clause: '5.1' },
    MORE_USED_THAN_MADE: { message: '用掉的比产出的多，请核对数量', clause: '5.1' },
    CORRECTED_EVENT_UNKNOWN: { message: '没有找到要更正的那一条记录' },
  },
  shows: {
    View: TraceEventView,
    async of(context: CatalogContext, { lot, sequence }: Written) {
      const { events } = await verifiedTrace(context, lot);
      return must(
        events.find((event) => event.sequence === sequence),
        'the event that was written',
      );
    },
  },
  async run(context, { lotId, at: atMs, title, disposition, ...event }, refuse) {
    if (atMs > context.clock.now()) return refuse('TIME_IN_FUTURE', [atField('at', '这个时刻还没有到')]);
    if (makesMoreThanItUses(event)) return refuse('MORE_OUT_THAN_IN', 'produced');
    const lot = await ownedLot(context, lotId);
    if (!lot) return refuse('NOT_FOUND');
    const unknown = await unknownLots(context, lot.code, event);
    if (unknown.length > 0) return refuse('LOT_UNKNOWN', unknown);
    const overused = await usedTooMuch(context, lot, event);
    if (overused.length > 0) return refuse('MORE_USED_THAN_MADE', overused);
    return context.transaction(async (tx) => {
      if (event.correctsSequence !== null) {
        const wrong = await tx.rows
          .selectFrom('TraceEvent')
          .select('id')
          .where('lotId', '=', lotId)
          .where('sequence', '=', event.correctsSequence)
          .executeTakeFirst();
        if (!wrong) return refuse('CORRECTED_EVENT_UNKNOWN');
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
    });
  },
});
