import { renameSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { beijing } from '../times.ts';
import { readOffsetMs, type World } from '../world.ts';
import { Conflict, get, post, type ControlRoute } from './route.ts';

/** Every process reads the offset at most every 20 ms. */
const SEEN_BY_ALL_MS = 60;

const shape = z.union([
  z.object({ advanceMs: z.int().min(0) }).strict(),
  z.object({ setTo: z.iso.datetime({ offset: true }), force: z.boolean().default(false) }).strict(),
]);

const clockOf = (world: World) => {
  const nowMs = world.clock.now();
  return { now: new Date(nowMs).toISOString(), beijing: beijing(nowMs), offsetMs: readOffsetMs(world.offsetPath) };
};

/**
 * Moves the one offset, waits until every process has seen it, then does what became due in the outside world. Nothing
 * is sent between: a process that still lives in the old time would refuse it as coming from the future.
 */
async function move(world: World, input: z.infer<typeof shape>): Promise<object> {
  await world.hold(async () => {
    const offsetMs = readOffsetMs(world.offsetPath);
    const nextMs = 'advanceMs' in input ? offsetMs + input.advanceMs : Date.parse(input.setTo) - Date.now();
    if ('setTo' in input && !input.force && nextMs < offsetMs)
      throw new Conflict('the clock only goes forwards, unless force is set');
    // Written aside and renamed, so that no process reads half a number.
    writeFileSync(`${world.offsetPath}.new`, String(nextMs));
    renameSync(`${world.offsetPath}.new`, world.offsetPath);
    await sleep(SEEN_BY_ALL_MS);
  });
  await world.runDue();
  return clockOf(world);
}

export const clockRoutes: readonly ControlRoute[] = [
  get('/clock', 'what time it is', clockOf),
  post('/clock', 'moves every clock: {advanceMs} or {setTo: ISO, force?}', shape, move),
];
