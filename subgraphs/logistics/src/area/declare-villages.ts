import { must } from '@heitu/kit/rules/checked';
import { aboutThing, ok } from '@heitu/kit/rules/outcome';
import { line, named, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation } from '../context.ts';
import { Village } from './area.entity.ts';
import { VillagesDeclared } from './area.view.ts';
import { homeCounty } from './division.loader.ts';
import { countyOf } from './division.policy.ts';
import { LATITUDE, LONGITUDE } from './map-point.policy.ts';

const VILLAGES_MAX = 500;
const isSaid = (degree: number | null | undefined): boolean => typeof degree === 'number';
const degrees = ({ min, max }: { min: number; max: number }, word: string) =>
  z.number().min(min, `${word}在${min}到${max}之间`).max(max, `${word}在${min}到${max}之间`).nullish();
const VillageInput = named(
  'VillageInput',
  z
    .object({
      code: z
        .string()
        .regex(/^\d{12}$/, '村级编码为12位数字')
        .describe('The 12 digits of the statistics office.'),
      name: line(60).describe('At most 60 characters.'),
      remote: z.boolean().describe('Whether it is hard to reach, so that a station delivers there.'),
      townshipName: line(60, 0).nullish().describe('By which addresses are chosen.'),
      latitude: degrees(LATITUDE, '纬度').describe('North, of GCJ-02, as WeChat’s and AutoNavi’s maps show it.'),
      longitude: degrees(LONGITUDE, '经度').describe('East; with the latitude or not at all.'),
    })
    .refine(({ latitude, longitude }) => isSaid(latitude) === isSaid(longitude), {
      path: ['longitude'],
      message: '纬度和经度要一起填',
    }),
);

/** The operator names the county's villages, which are remote, and where they are on the map (8.1.2.as). */
export const declareVillages = mutation({
  name: 'declareVillages',
  description:
    'The operator enters villages of the county, or corrects what was entered: which are remote, where they are.',
  may: permit.role('operator-admin'),
  input: z.object({
    villages: z
      .array(VillageInput)
      .min(1)
      .max(VILLAGES_MAX)
      .describe('At most 500 at once; those that are entered already are corrected.'),
  }),
  refusals: {
    OTHER_COUNTY: { message: '只能登记本县的村，请核对村级编码的前六位' },
  },
  shows: asItIs(VillagesDeclared),
  async run(context, input, refuse) {
    const villages = [
      ...new Map(
        input.villages.map((village) => [
          village.code,
          {
            ...village,
            townshipName: village.townshipName ?? '',
            latitude: village.latitude ?? null,
            longitude: village.longitude ?? null,
          },
        ]),
      ).values(),
    ];
    return context.transaction(async (tx) => {
      // The first that are declared say which county this is; a digit typed wrong must not move the platform elsewhere.
      const home = (await homeCounty(context))?.code ?? countyOf(must(villages[0], 'at least one village').code);
      const elsewhere = villages.filter(({ code }) => countyOf(code) !== home);
      if (elsewhere.length > 0)
        return refuse(
          'OTHER_COUNTY',
          elsewhere.map(({ code, name }) => aboutThing(code, `${name} 的编码 ${code} 不在本县`)),
        );
      await tx.em.upsertMany(Village, villages);
      tx.audit({ type: 'villages', id: `${villages.length}`, clause: '8.1.2.as' });
      return ok({ count: villages.length });
    });
  },
});
