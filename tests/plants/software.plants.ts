import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { SOFTWARE_RELEASES } from '@heitu/standard';
import type { Acted, Plants } from './plant.ts';
import type { Town } from './town.fixture.ts';

const USED_BY = 120;
const [release] = SOFTWARE_RELEASES.slice(-1);

/** What the software of so many people tells of itself, each from a network of their own. */
async function told(town: Town, people: number, trouble: object = {}): Promise<void> {
  for (let i = 0; i < people; i++)
    await town.edge(
      { ...ANONYMOUS, from: `203.0.113.${i}` },
      'trust',
      'POST',
      '/app-health',
      JSON.stringify({ client: 'wechat', release, ...trouble }),
    );
}
const breaks = (plant: string, people: number, trouble: object): Acted => ({
  plant: `a hundred people use the mini-program, and ${plant}`,
  mend: 'two months later a hundred use it, and nothing goes wrong',
  turns: 'breached',
  plantIt: async (town) => {
    await told(town, USED_BY);
    await told(town, people, trouble);
  },
  mendIt: async (town) => {
    await town.later(60);
    await told(town, USED_BY);
  },
});

const strays: Acted = {
  plant: 'it calls a host that is not ours for two people, each day for a week',
  mend: 'two months later a hundred use it, and nothing goes wrong',
  turns: 'breached',
  plantIt: async (town) => {
    await told(town, USED_BY);
    for (let day = 0; day < 7; day++) {
      await town.later(1);
      await told(town, 2, { strayedTo: 'ads.example' });
    }
  },
  mendIt: async (town) => {
    await town.later(60);
    await told(town, USED_BY);
  },
};

export const softwarePlants: Plants = {
  '10.5.cv': { act: breaks('it crashes for three of them', 3, { crashed: true }) },
  '10.5.cw': {
    act: strays,
    also: [breaks('for three of them it calls a host that is not ours', 3, { strayedTo: 'ads.example' })],
  },
};
