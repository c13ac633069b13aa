import { atField, type RefusalText, type Refused } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { optionalPublicLine, publicLine } from '../inputs.ts';
import { askDivisionPath } from '../peers.ts';
import { lockRows } from '@heitu/kit/data/only-one';
import { MemberGrower, Plot } from './field.entity.ts';
import { MEMBERS_MAX, SIZE_MAX, SIZE_PARTS } from './field.policy.ts';

/** What is said of a plot, when it is registered and again when that was wrong. */
export const plotFields = () => ({
  name: publicLine(40).describe('What its people call it: 村东水田. Buyers read it.'),
  divisionCode: z
    .string()
    .regex(/^\d{9}(\d{3})?$/, '请选择乡镇')
    .describe('Of its township, 9 digits, or its village, 12.'),
  village: optionalPublicLine(40).describe('The village, where the code does not say it.'),
  size: z
    .number()
    .positive()
    .max(SIZE_MAX)
    .describe('In 亩, of a herd in heads, of an apiary in hives; two decimals count.'),
  growerId: identifier().nullish().default(null).describe('The member whose plot it is; left out: the seller itself.'),
  newGrowerName: line(20).nullish().default(null).describe('A member who is not on the list yet.'),
});
export const PLOT_REFUSALS = {
  PLACE_UNKNOWN: { message: '没有找到这个乡镇，请重新选', clause: '5.1.a' },
  GROWER_UNKNOWN: { message: '名单里没有这个人，请重新选' },
  TOO_MANY_GROWERS: { message: `一家最多登记${MEMBERS_MAX}个种养户` },
} as const satisfies Readonly<Record<string, RefusalText<ClauseRef>>>;

export interface PlotSaid {
  name: string;
  divisionCode: string;
  village: string | null;
  size: number;
  growerId: string | null;
  newGrowerName: string | null;
}
export interface Place {
  township: string;
  village: string | null;
}
/** The county's names of the place; null where there is none. Never inside a transaction. */
export async function placeOf(context: CatalogContext, said: PlotSaid): Promise<Place | null> {
  const path = await askDivisionPath(context, said.divisionCode);
  const [, , , township, village] = path;
  return township ? { township: township.name, village: said.village ?? village?.name ?? null } : null;
}

/** Whose plot it is: nobody named, a known member, or one who is named for the first time. */
export async function growerFor<R extends Refused>(
  context: CatalogContext,
  tx: CatalogTransaction,
  partyId: string,
  { growerId, newGrowerName }: PlotSaid,
  refuse: (code: 'GROWER_UNKNOWN' | 'TOO_MANY_GROWERS', details: ReturnType<typeof atField>[]) => R,
): Promise<R | { ok: true; growerId: string | null }> {
  const membersNow = () => tx.rows.selectFrom('MemberGrower').select('id').where('partyId', '=', partyId).execute();
  if (growerId !== null)
    return (await membersNow()).some(({ id }) => id === growerId)
      ? { ok: true, growerId }
      : refuse('GROWER_UNKNOWN', [atField('growerId', '请重新选')]);
  if (newGrowerName === null) return { ok: true, growerId: null };
  // Plots of the party are taken: of two who name somebody at once the second counts the first.
  await lockRows(tx, Plot, { partyId });
  const members = await membersNow();
  if (members.length >= MEMBERS_MAX)
    return refuse('TOO_MANY_GROWERS', [atField('newGrowerName', PLOT_REFUSALS.TOO_MANY_GROWERS.message)]);
  const id = context.newId();
  const name = await context.vault.sealText(partyId, newGrowerName);
  await tx.em.insert(MemberGrower, {
    id,
    partyId,
    name,
    accountId: null,
    answeredAtMs: null,
    addedAtMs: context.clock.now(),
  });
  return { ok: true, growerId: id };
}

export const factsOf = (said: PlotSaid, { township, village }: Place) => ({
  name: said.name,
  divisionCode: said.divisionCode.slice(0, 9),
  township,
  village,
  sizeParts: Math.round(said.size * SIZE_PARTS),
});
