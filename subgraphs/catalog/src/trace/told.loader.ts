import { isKeyOf } from '@heitu/kit/rules/checked';
import type { CatalogContext } from '../context.ts';
import { TOLD_SHOWN_MAX } from '../epcis/capture/capture.policy.ts';
import type { AnyEpcisEvent } from '../epcis/epcis-event.ts';
import { openTold, TOLD_COLUMNS } from '../epcis/rest/told-events.ts';
import { BIZ_STEPS } from './trace.policy.ts';

/** What a partner says of a lot, in words of ours: theirs are nobody's here, and nobody has looked at them. */
export interface ToldStep {
  id: string;
  toldBy: string;
  title: string;
  atMs: number;
  recordedAtMs: number;
  celsiusMin: number | null;
  celsiusMax: number | null;
  takenBack: boolean;
}

function celsiusOf({ sensorElementList = [] }: AnyEpcisEvent): {
  celsiusMin: number | null;
  celsiusMax: number | null;
} {
  const values = sensorElementList
    .flatMap(({ sensorReport }) => sensorReport)
    .filter(({ uom }) => uom === 'CEL')
    .flatMap(({ value, minValue, maxValue }) => [value, minValue, maxValue])
    .filter((value) => value !== undefined);
  return values.length > 0
    ? { celsiusMin: Math.min(...values), celsiusMax: Math.max(...values) }
    : { celsiusMin: null, celsiusMax: null };
}
const titleOf = ({ bizStep = '' }: AnyEpcisEvent): string => {
  const step = bizStep.replace('https://ref.gs1.org/cbv/BizStep-', '');
  return (isKeyOf(BIZ_STEPS, step) ? BIZ_STEPS[step] : BIZ_STEPS.other).title;
};

/** The newest, in the order in which they happened; a declaration that one was wrong marks that one. */
export async function toldOfLot(context: CatalogContext, lotId: string): Promise<ToldStep[]> {
  const rows = await context.rows
    .selectFrom('ToldEventLot as of')
    .innerJoin('ToldEvent as told', 'told.id', 'of.eventId')
    .select(TOLD_COLUMNS)
    .select(['told.eventAtMs', 'told.idKey'])
    .where('of.lotId', '=', lotId)
    .where('told.idKey', 'is not', null)
    .orderBy('told.eventAtMs', 'desc')
    .orderBy('told.id', 'desc')
    .limit(TOLD_SHOWN_MAX)
    .execute();
  if (rows.length === 0) return [];
  const wrong = await context.rows
    .selectFrom('ToldEvent')
    .select(['partyId', 'wrongKey'])
    .where(
      'wrongKey',
      'in',
      rows.flatMap(({ idKey }) => idKey ?? []),
    )
    .execute();
  const takenBack = new Set(wrong.map(({ partyId, wrongKey }) => `${partyId} ${wrongKey}`));
  const told = await Promise.all(
    rows.map(async (row): Promise<ToldStep[]> => {
      const event = await openTold(context, row);
      if (!event) return [];
      return [
        {
          id: row.id,
          toldBy: row.toldBy,
          title: titleOf(event),
          atMs: row.eventAtMs,
          recordedAtMs: row.recordedAtMs,
          ...celsiusOf(event),
          takenBack: takenBack.has(`${row.partyId} ${row.idKey}`),
        },
      ];
    }),
  );
  return told.flat().toReversed();
}
