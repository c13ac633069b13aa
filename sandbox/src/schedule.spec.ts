import { describe, expect, it } from '@jest/globals';
import { createSchedule } from './schedule.ts';
import type { World } from './world.ts';

describe('the schedule', () => {
  it('does and sends nothing while the clock moves, whoever asks for it, and then what is due by the new time', async () => {
    const looks: number[] = [];
    let nowMs = 1;
    const world = {
      store: { all: () => (looks.push(nowMs), []) },
      clock: { now: () => nowMs },
      log: () => {},
    } as unknown as World;
    const schedule = createSchedule({} as never, {} as never);
    schedule.start(world);
    let seen = () => {};
    const moved = schedule.hold(async () => {
      nowMs = 2;
      await new Promise<void>((resolve) => (seen = resolve));
    });
    schedule.kick(world);
    const asked = schedule.runDue(world);
    // Longer than the schedule waits between two looks of its own.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(looks).toEqual([]);
    seen();
    await Promise.all([moved, asked]);
    expect(looks.length).toBeGreaterThan(0);
    expect(new Set(looks)).toEqual(new Set([2]));
    await expect(
      schedule.hold(async () => {
        throw new Error('refused');
      }),
    ).rejects.toThrow('refused');
    await schedule.runDue(world);
    await schedule.close();
  });
});
