import { ok } from '@heitu/kit/rules/outcome';
import { line, named, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation } from '../context.ts';
import { Village } from './area.entity.ts';
import { VillagesDeclared } from './area.view.ts';

const VILLAGES_MAX = 500;
const VillageInput = named(
  'VillageInput',
  z.object({
    code: z.string().regex(/^\d{12}$/, '村级编码为12位数字'),
    name: line(60),
    remote: z.boolean(),
    townshipName: line(60, 0).nullish().describe('By which addresses are chosen.'),
  }),
);

/** The operator names the county's villages and which are remote (8.1.2.as). */
export const declareVillages = mutation({
  name: 'declareVillages',
  may: permit.role('operator-admin'),
  input: z.object({ villages: z.array(VillageInput).min(1).max(VILLAGES_MAX) }),
  refusals: {},
  shows: asItIs(VillagesDeclared),
  async run(context, input) {
    const villages = [
      ...new Map(
        input.villages.map((village) => [village.code, { ...village, townshipName: village.townshipName ?? '' }]),
      ).values(),
    ];
    return context.transaction(async (tx) => {
      await tx.em.upsertMany(Village, villages);
      tx.audit({ type: 'villages', id: `${villages.length}`, clause: '8.1.2.as' });
      return ok({ count: villages.length });
    });
  },
});
