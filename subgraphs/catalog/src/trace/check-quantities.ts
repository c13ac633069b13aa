import { atField, type RefusalDetail } from '@heitu/kit/rules/outcome';
import type { CatalogContext } from '../context.ts';
import { usedUp, type Measured } from './balance.policy.ts';
import { lotByCode, verifiedTrace } from './trace.loader.ts';

/** Where another lot is named that nobody may know of, or that a step of this lot cannot have made. */
export async function unknownLots(
  context: CatalogContext,
  ownCode: string,
  { consumed, produced }: Measured,
): Promise<RefusalDetail[]> {
  const found: RefusalDetail[] = [];
  for (const [i, { lotCode }] of consumed.entries())
    if (lotCode !== null && (lotCode === ownCode || !(await lotByCode(context, lotCode))))
      found.push(atField(`consumed.${i}.lotCode`, `没有批号${lotCode}`));
  for (const [i, { lotCode }] of produced.entries())
    if (lotCode !== null && lotCode !== ownCode)
      found.push(atField(`produced.${i}.lotCode`, `这里只能填本批的批号${ownCode}`));
  return found;
}

/** Goods of which the lot's steps, with this one, use more than they made; what it corrects no longer counts. */
export async function usedTooMuch(
  context: CatalogContext,
  lot: { id: string; partyId: string },
  step: Measured & { correctsSequence: number | null },
): Promise<RefusalDetail[]> {
  if (step.consumed.length === 0 && step.correctsSequence === null) return [];
  const { events } = await verifiedTrace(context, lot);
  const corrected = new Set([step, ...events].map(({ correctsSequence }) => correctsSequence));
  return usedUp([...events.filter(({ sequence }) => !corrected.has(sequence)), step]).map(({ name }) =>
    atField('consumed', `${name}用掉的比产出的多`),
  );
}
