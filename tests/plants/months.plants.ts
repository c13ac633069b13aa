import type { Plants } from './plant.ts';
import type { Town } from './town.fixture.ts';

const admin = 'operator-admin';

/** A return is made, approved, packed and filed, by two people. */
async function file(town: Town, period: string, kind = 'TRADE_MONTH'): Promise<void> {
  const { id } = await town.act(admin, 'trust', 'produceReturn', { kind, period }, 'id');
  await town.act(admin, 'trust', 'approveReturn', { returnId: id });
  await town.act('finance', 'trust', 'packReturn', { returnId: id, passphrase: 'by-another-way' });
  await town.act('finance', 'trust', 'fileReturn', { returnId: id, receipt: '回执2026001' });
}
/** A month is assessed, its parties have their days for it, and it is published. */
async function publish(town: Town, month: string): Promise<void> {
  await town.act(admin, 'trust', 'assessMonth', { month });
  await town.later(3);
  await town.act(admin, 'trust', 'publishAssessment', { month });
}

/** What is owed month by month: a later one makes up for none before it. */
export const monthPlants: Plants = {
  '6.1.f': {
    act: {
      plant: 'the day of October’s return passes and nobody files it',
      mend: 'October’s is filed late, November’s in time',
      turns: 'absent',
      plantIt: (town) => town.later(4),
      mendIt: async (town) => {
        for (const period of ['2026-10', '2026-11']) await file(town, period);
        await town.later(50);
      },
    },
    also: [
      {
        plant: 'nobody files December’s return, and January’s is filed in time',
        mend: 'December’s is filed late, February’s in time',
        turns: 'absent',
        plantIt: async (town) => {
          await town.later(60);
          await file(town, '2026-Q4', 'INCOME_QUARTER');
          await file(town, '2026-H2', 'IDENTITY_HALF_YEAR');
          await town.later(6);
          await file(town, '2027-01');
          await town.later(28);
        },
        mendIt: async (town) => {
          for (const period of ['2026-12', '2027-02']) await file(town, period);
          await town.later(31);
        },
      },
    ],
  },
  '13': {
    act: {
      plant: 'the results of a month are not published by the tenth',
      mend: 'the operator publishes the next month in time',
      turns: 'absent',
      mendIt: async (town) => {
        await publish(town, '2026-10');
        await town.later(5);
        await publish(town, '2026-11');
      },
    },
    also: [
      {
        plant: 'the results of December are never published, those of January on the day',
        mend: 'those of December are published late',
        turns: 'absent',
        plantIt: async (town) => {
          await town.later(66);
          await publish(town, '2027-01');
          await town.later(6);
        },
        mendIt: (town) => publish(town, '2026-12'),
      },
    ],
  },
};
