import { describe, expect, it } from '@jest/globals';
import { gather } from './gather.ts';

describe('gather', () => {
  it('writes one at once, and together what came meanwhile', async () => {
    const batches: number[][] = [];
    let go = () => {};
    const write = gather(async (items: readonly number[]) => {
      batches.push([...items]);
      await new Promise<void>((resolve) => (go = resolve));
    });
    const all = [1, 2, 3].map((item) => write(item));
    expect(batches).toEqual([[1]]);
    go();
    await all[0];
    await new Promise(setImmediate);
    expect(batches).toEqual([[1], [2, 3]]);
    go();
    await Promise.all(all);
    const later = write(4);
    expect(batches.at(-1)).toEqual([4]);
    go();
    await later;
  });

  it('lets lie what nobody waits for until more has come', async () => {
    const batches: (readonly number[])[] = [];
    const write = gather(async (items: readonly number[]) => void batches.push(items), 20);
    await Promise.all([write(1), write(2), new Promise((resolve) => setTimeout(resolve, 1)).then(() => write(3))]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it('tells only the caller whose item it was of a failure', async () => {
    const written: string[] = [];
    const write = gather(async (items: readonly string[]) => {
      await Promise.resolve();
      if (items.includes('bad')) throw new Error('no');
      written.push(...items);
    });
    const answers = await Promise.allSettled(['first', 'good', 'bad', 'better'].map((item) => write(item)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(written).toEqual(['first', 'good', 'better']);
  });
});
