import { describe, expect, it } from '@jest/globals';
import { eachAlone } from './each-alone.ts';

describe('each alone', () => {
  const failingAt = (...bad: number[]) => {
    const done: number[] = [];
    return {
      done,
      work: async (item: number) =>
        bad.includes(item) ? Promise.reject(new Error(`no ${item}`)) : void done.push(item),
    };
  };
  it('goes on behind one that fails, and says at the end that it did', async () => {
    const one = failingAt(2);
    await expect(eachAlone([1, 2, 3], one.work)).rejects.toThrow('no 2');
    expect(one.done).toEqual([1, 3]);
    const two = failingAt(1, 3);
    await expect(eachAlone([1, 2, 3], two.work)).rejects.toThrow('2 failed, the first: Error: no 1');
    expect(two.done).toEqual([2]);
  });
  it('stops where nothing works', async () => {
    let tries = 0;
    await expect(
      eachAlone(Array(100).keys(), async () => (tries++, Promise.reject(new Error('the database is gone')))),
    ).rejects.toThrow('10 failed');
    expect(tries).toBe(10);
  });
});
