import { describe, expect, it } from '@jest/globals';
import { inTurn } from './in-turn.ts';

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('work in turn', () => {
  it('begins when what came before it with the same key has ended, however that ended', async () => {
    const seen: string[] = [];
    const work =
      (name: string, fails = false) =>
      async () => {
        seen.push(`${name} begins`);
        await soon();
        seen.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      };
    const [first, second, third, other] = await Promise.allSettled([
      inTurn('key', work('first', true)),
      inTurn('key', work('second')),
      inTurn('key', work('third')),
      inTurn('other', work('other')),
    ]);
    expect([first.status, second.status, third.status, other.status]).toEqual([
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
    expect(seen.filter((one) => !one.startsWith('other'))).toEqual(
      ['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`]),
    );
    expect(seen.indexOf('other begins')).toBeLessThan(seen.indexOf('first ends'));
  });
});
