import { ok } from '@heitu/kit/rules/outcome';
import { line, parse, z } from '@heitu/kit/rules/validate';
import type { LogisticsContext } from '../entities.ts';
import { Village } from './area.entity.ts';

export const VILLAGES_MAX = 500;
const schema = z.object({
  villages: z
    .array(
      z.object({
        code: z.string().regex(/^\d{12}$/, '村级编码为12位数字'),
        name: line(60),
        townshipName: line(60, 0).nullish(),
        remote: z.boolean(),
      }),
    )
    .min(1)
    .max(VILLAGES_MAX),
});
export type DeclareVillagesInput = z.input<typeof schema>;

/** The operator names the county's villages and which are remote (8.1.2.as). */
export async function declareVillages(context: LogisticsContext, input: DeclareVillagesInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const villages = [
    ...new Map(
      valid.value.villages.map((village) => [village.code, { ...village, townshipName: village.townshipName ?? '' }]),
    ).values(),
  ];
  return context.transaction(async (tx) => {
    await tx.em.upsertMany(Village, villages);
    tx.audit({ type: 'villages', id: `${villages.length}`, clause: '8.1.2.as' });
    return ok({ count: villages.length });
  });
}
