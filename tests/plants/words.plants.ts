import type { Acted, Plants } from './plant.ts';
import type { Town } from './town.fixture.ts';

const admin = 'operator-admin';
const textOf = async (town: Town, kind: string) => {
  const [first] = await town.rows('trust', 'select text from PublicDocument where kind = ? and version = 1', [kind]);
  return String(first?.['text']);
};
const publish = (town: Town, kind: string, text: string) =>
  town.act(admin, 'trust', 'publishDocument', {
    kind: kind.toUpperCase().replaceAll('-', '_'),
    title: '又一版',
    text,
    atOnceBecause: '《电子商务法》第三十四条',
  });
/** What stood in the first version takes the place of one that says nothing. */
const saysNothing = (kind: string, title: string, text: string): Acted => ({
  plant: `the next version of ${title} says nothing of what it must: ${text}`,
  mend: 'what the first one said is published again',
  turns: 'breached',
  plantIt: (town) => publish(town, kind, text),
  mendIt: async (town) => publish(town, kind, await textOf(town, kind)),
});

async function notice(town: Town, parts: unknown): Promise<void> {
  await town.act(admin, 'trust', 'publishNotice', { parts });
  // It binds after seven days.
  await town.later(8);
}
const emptyNotice: Acted = {
  plant: 'a newer notice has all six parts, and the same few words in each',
  mend: 'the next one says who collects what, and what for',
  turns: 'absent',
  plantIt: async (town) => {
    const part = '见纸质说明。';
    await notice(town, { a: part, b: part, c: part, d: part, e: part, f: part });
  },
  mendIt: async (town) => {
    const [first] = await town.rows('trust', 'select parts from Notice where version = 1');
    await notice(town, JSON.parse(String(first?.['parts'])));
    // Whoever buys in the months to come has read it.
    const [newest] = await town.rows('trust', 'select max(version) as version from Notice');
    await town.act('consumer', 'trust', 'acceptNotice', { version: Number(newest?.['version']) });
  },
};

/** Words that people must be able to read: there, and saying what the letter asks. */
export const wordsPlants: Plants = {
  '6.5.a': { act: saysNothing('service-page', 'the page of services', '请咨询客服。') },
  '10.2.a-f': { act: emptyNotice },
};
export const emptyTerms = saysNothing('complaint-terms', 'the terms of complaints', '投诉请到现场办理。');
export const emptyCovenant = saysNothing('covenant', 'the covenant', '大家好好干。');
