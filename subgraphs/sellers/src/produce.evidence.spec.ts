import { describe, expect, it } from '@jest/globals';
import { Unavailable } from '@heitu/kit/messages/peers';
import { verdictOf } from '@heitu/kit/rules/evidence';
import type { SellersContext } from './context.ts';
import { produceOf } from './produce.evidence.ts';

const asked = (answer: () => object) =>
  produceOf({ peers: { query: async () => ({ produceFigures: answer() }) } } as unknown as SellersContext);
const LIBRARY = { plots: 3, goods: 2, growers: 3, skus: 5, skusWithOrigin: 4 };

describe('the produce of the county [5.1.a]', () => {
  it('is counted with those that do not say where they begin', async () => {
    const figures = await asked(() => LIBRARY);
    expect(figures.map(({ label, value }) => [label, value])).toEqual([
      ['登记的种养户', 3],
      ['登记的地块和栏舍', 3],
      ['登记的农产品', 2],
      ['说得出从哪里来的在售规格', 4],
    ]);
    expect(figures.map(verdictOf)).toEqual([null, null, null, 'breached']);
  });
  it('is breached where nothing on sale says where it begins, and met where all does', async () => {
    const judged = async (skusWithOrigin: number) =>
      (await asked(() => ({ ...LIBRARY, skusWithOrigin }))).map(verdictOf).at(3);
    expect([await judged(0), await judged(5)]).toEqual(['breached', 'met']);
  });
  it('is left out while catalog is out of reach, and where nothing is there', async () => {
    const away = asked(() => {
      throw new Unavailable('catalog');
    });
    await expect(away).resolves.toEqual([]);
    const none = { plots: 0, goods: 0, growers: 0, skus: 0, skusWithOrigin: 0 };
    await expect(asked(() => none)).resolves.toEqual([]);
    const broken = asked(() => {
      throw new Error('a bug');
    });
    await expect(broken).rejects.toThrow('a bug');
  });
});
