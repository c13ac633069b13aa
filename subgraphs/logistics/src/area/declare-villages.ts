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
    code: z
      .string()
      .regex(/^\d{12}$/, '村级编码为12位数字')
      .describe('The 12 digits of the statistics office.'),
    name: line(60).describe('At most 60 characters.'),
    remote: z.boolean().describe('Whether it is hard to reach, so that a station delivers there.'),
    townshipName: line(60, 0).nullish().describe('By which addresses are chosen.'),
  }),
);

/** The operator names the county's villages and which are remote (8.1.2.as). */
export const declareVillages = mutation({
  name: 'declareVillages',
  description: 'The operator enters villages of the county, or corrects what was entered, and says which are remote.',
  may: permit.role('operator-admin'),
  input: z.object({
    villages: z
      .array(VillageInput)
      .min(1)
      .max(VILLAGES_MAX)
      .describe('At most 500 at once; those that are entered already are corrected.'),
  }),
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
