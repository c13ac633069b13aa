import { SafeInt } from '@heitu/kit/rules/graphql';
import { atField, type RefusalDetail } from '@heitu/kit/rules/outcome';
import { asScalar, named, quantity, z } from '@heitu/kit/rules/validate';
import type { CatalogTransaction } from '../context.ts';
import { lotCode } from '../inputs.ts';
import { poolOf } from '../pool/pool-agreed.ts';
import { Lot, LotSource } from './lot.entity.ts';
import { LOT_UNITS_MAX, SOURCES_MAX } from './lot.policy.ts';

export const sourcesInput = () =>
  z
    .array(
      named(
        'LotSourceInput',
        z.object({
          code: lotCode().describe('Of the lot, as printed on its bags.'),
          units: asScalar(SafeInt, quantity(LOT_UNITS_MAX))
            .nullish()
            .default(null)
            .describe('How many of its packs went in; a must where growers are paid for it.'),
        }),
      ),
    )
    .max(SOURCES_MAX)
    .refine((sources) => new Set(sources.map(({ code }) => code)).size === sources.length, '同一批只写一次')
    .nullish()
    .transform((sources) => sources ?? [])
    .describe('The lots that it was made from, whosever they are: a recall of one calls this one back.');
type Source = z.infer<ReturnType<typeof sourcesInput>>[number];

export const SOURCE_REFUSALS = {
  SOURCE_UNKNOWN: { message: '没有这一批，或它已经停售，不能用来做新的一批', clause: '7.3.6.a-c' },
  SOURCE_UNITS_MISSING: { message: '这一批是几家拼的，请写上用了多少件，好按件给种植户算钱' },
  SOURCE_USED_UP: { message: '这一批剩下的没有这么多件', clause: '5.1' },
} as const;

/**
 * Takes the rows of the lots that it is made from, in the order of their codes, so that a recall of one of them either
 * finds this lot or refuses it, and no two lots use the same packs. Of a lot of its own party that was pooled it is
 * said how much is used: its growers are paid as the new lot sells. Answers what cannot be used, or null.
 */
export async function useSources(
  tx: CatalogTransaction,
  { lotId, partyId }: { lotId: string; partyId: string },
  sources: readonly Source[],
): Promise<{ code: keyof typeof SOURCE_REFUSALS; detail: RefusalDetail } | null> {
  const at = (source: Source, code: keyof typeof SOURCE_REFUSALS, field: string, text: string) => ({
    code,
    detail: atField(`sources.${sources.indexOf(source)}.${field}`, text),
  });
  for (const source of sources.toSorted((one, other) => (one.code < other.code ? -1 : 1))) {
    const { code, units } = source;
    if ((await tx.em.nativeUpdate(Lot, { code, state: 'released' }, { code })) === 0)
      return at(source, 'SOURCE_UNKNOWN', 'code', `找不到${code}`);
    const lot = await tx.rows
      .selectFrom('Lot')
      .select(['id', 'partyId', 'units'])
      .where('code', '=', code)
      .executeTakeFirstOrThrow();
    if (units === null && lot.partyId === partyId && (await poolOf(tx, lot.id)).length > 0)
      return at(source, 'SOURCE_UNITS_MISSING', 'units', `${code}一共${lot.units}件`);
    const leftUnits = lot.units - (await usedUnits(tx, lot.id));
    if ((units ?? 0) > leftUnits) return at(source, 'SOURCE_USED_UP', 'units', `${code}还剩${leftUnits}件`);
    await tx.em.insert(LotSource, { lotId, sourceLotId: lot.id, units });
  }
  return null;
}

async function usedUnits(tx: CatalogTransaction, sourceLotId: string): Promise<number> {
  const row = await tx.rows
    .selectFrom('LotSource')
    .select(({ fn }) => fn.sum<number | null>('units').as('units'))
    .where('sourceLotId', '=', sourceLotId)
    .executeTakeFirst();
  return Number(row?.units ?? 0);
}
