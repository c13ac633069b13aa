import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { asItIs } from '@heitu/kit/rules/mutation';
import { ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { mutation, type CatalogContext, type CatalogTransaction } from '../context.ts';
import { LABEL_DOUBT_WORKING_DAYS, labelDoubtLifecycle } from './label-doubt.lifecycle.ts';
import { LABEL_SCANS_KEPT_DAYS, LABEL_SCANS_MAX, doubtIn, type LabelDoubtCause } from './label-scan.policy.ts';
import { LabelDoubt, LabelScan } from './label.entity.ts';
import { ScannedLabelView } from './label.view.ts';
import { spoiledAmong } from './spoiled.ts';
import { isGenuine, isHead, readLabel, type ReadLabel } from './statement.ts';

const CITY_DIGITS = 4;

/**
 * Somebody looks at the label of a bag. What the platform signed is verified by themselves; here they are told what has
 * become of the lot since, and whether the code was seen where this bag cannot have been. Of who looks nothing is
 * kept.
 */
export const scanLabel = mutation({
  name: 'scanLabel',
  description:
    'What has become of a bag, for whoever scans its label. Of them is kept when and, if said, in which city.',
  may: permit.anyone,
  input: z.object({
    path: line(120).describe('Of the address in the code: /01/…/10/…/21/… or /t/…/…'),
    digits: z
      .string()
      .regex(/^\d{100,700}$/)
      .describe('The statement and its signature, as the code has them.'),
    visit: identifier().describe('Made up by the page for this one look; the same one adds a place to it.'),
    placeCode: z
      .string()
      .regex(/^\d{2,12}$/)
      .nullish()
      .default(null)
      .describe('Where they are, if they like to say; no more than the city of it is kept.'),
  }),
  refusals: {
    NOT_SIGNED: { message: '平台没有签过这个码' },
    NOT_PRINTED: { message: '平台没有印过这个号的标签' },
  },
  shows: asItIs(ScannedLabelView),
  async run(context, { path, digits, visit, placeCode }, refuse) {
    const label = readLabel(path, digits);
    if (!label || !isGenuine(label, context.services.traceKeys)) return refuse('NOT_SIGNED');
    return context.transaction(async (tx) => {
      const lot = await printedLot(tx, label);
      if (!lot) return refuse('NOT_PRINTED');
      const bag = { lotId: lot.id, serial: label.serial };
      await noteScan(context, tx, { ...bag, visit, placeCode: placeCode?.slice(0, CITY_DIGITS) ?? null });
      const scans = await scansOf(tx, bag);
      const earlier = scans.filter((scan) => scan.visit !== visit);
      const isSpoiled = (await spoiledAmong(tx, bag.lotId, bag.serial, bag.serial)).length > 0;
      return ok({
        lotId: lot.id,
        lotCode: lot.code,
        serial: label.serial,
        lotState: lot.state,
        isInHistory: await isInHistory(tx, lot.id, label),
        isSpoiled,
        keptDays: LABEL_SCANS_KEPT_DAYS,
        earlierScans: earlier.length,
        firstScannedAtMs: earlier[0]?.atMs ?? null,
        doubt: await doubtOf(context, tx, { ...bag, partyId: lot.partyId }, scans, isSpoiled),
      });
    });
  },
});

interface Bag {
  lotId: string;
  serial: number;
}

/** The lot, where its labels were printed with just this statement: whoever has stolen a key can sign more. */
async function printedLot(tx: CatalogTransaction, { code, serial, statement }: ReadLabel) {
  const lot = await tx.rows
    .selectFrom('Lot')
    .select(['id', 'code', 'partyId', 'state'])
    .where('code', '=', code)
    .where('labelsPrinted', '>=', serial)
    .executeTakeFirst();
  if (!lot) return null;
  const run = await tx.rows
    .selectFrom('LabelRun')
    .select(['headHash', 'printedAtMs'])
    .where('lotId', '=', lot.id)
    .where('fromSerial', '<=', serial)
    .orderBy('fromSerial', 'desc')
    .limit(1)
    .executeTakeFirst();
  const isSame = run && isHead(run.headHash, statement.head) && run.printedAtMs - statement.signedAtMs < 1000;
  return isSame ? lot : null;
}

const scansOf = (tx: CatalogTransaction, { lotId, serial }: Bag) =>
  tx.rows
    .selectFrom('LabelScan')
    .select(['visit', 'atMs', 'placeCode'])
    .where('lotId', '=', lotId)
    .where('serial', '=', serial)
    .orderBy('atMs')
    .orderBy('id')
    .limit(LABEL_SCANS_MAX)
    .execute();

async function noteScan(
  context: CatalogContext,
  tx: CatalogTransaction,
  { placeCode, ...look }: Bag & { visit: string; placeCode: string | null },
): Promise<void> {
  const scans = await scansOf(tx, look);
  if (scans.some(({ visit }) => visit === look.visit)) {
    if (placeCode !== null) await tx.em.nativeUpdate(LabelScan, { ...look, placeCode: null }, { placeCode });
    return;
  }
  if (scans.length >= LABEL_SCANS_MAX) return;
  await tx.em.insert(LabelScan, { id: context.newId(), ...look, atMs: context.clock.now(), placeCode });
}

/** The link at which the statement was signed is still where it was. */
async function isInHistory(tx: CatalogTransaction, lotId: string, { statement }: ReadLabel): Promise<boolean> {
  const event = await tx.rows
    .selectFrom('TraceEvent')
    .select('hash')
    .where('lotId', '=', lotId)
    .where('sequence', '=', statement.length)
    .executeTakeFirst();
  return event !== undefined && isHead(event.hash, statement.head);
}

/**
 * What is doubted of the bag: a doubt that is open or stands, or a new one. What somebody has looked into counts no
 * more.
 */
async function doubtOf(
  context: CatalogContext,
  tx: CatalogTransaction,
  { lotId, serial, partyId }: Bag & { partyId: string },
  scans: Awaited<ReturnType<typeof scansOf>>,
  isSpoiled: boolean,
): Promise<LabelDoubtCause | null> {
  const last = await tx.rows
    .selectFrom('LabelDoubt')
    .select(['cause', 'state', 'closedAtMs'])
    .where('lotId', '=', lotId)
    .where('serial', '=', serial)
    .orderBy('openedAtMs', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last && last.state !== 'cleared') return last.cause;
  const cause = doubtIn(scans.filter(({ atMs }) => atMs > (last?.closedAtMs ?? 0)));
  if (cause === null || isSpoiled) return cause;
  const nowMs = context.clock.now();
  // Of two at once the second meets the key, is run again, and finds the first one's.
  await tx.em.insert(LabelDoubt, {
    id: context.newId(),
    lotId,
    serial,
    partyId,
    cause,
    state: labelDoubtLifecycle.initial,
    openFor: `${lotId}.${serial}`,
    openedAtMs: nowMs,
    answerDueAtMs: addWorkingDays(nowMs, LABEL_DOUBT_WORKING_DAYS),
    closedAtMs: null,
    closedByAccountId: null,
  });
  return cause;
}
