import { describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { verdictOf } from '@heitu/kit/rules/evidence';
import { systemActor } from '@heitu/kit/rules/actor';
import type { SellersContext } from '../context.ts';
import { evidence } from '../evidence.ts';
import { approved, openRoom } from '../testing.fixture.ts';
import { NEW_PEOPLE_MS } from './training.policy.ts';

describe('who must be trained', () => {
  it('owes nothing in its first month, and is told of after it [6.2.b]', async () => {
    const room = await openRoom();
    await approved(room);
    const verdict = async () => {
      const context = room.subgraph.contextFor(systemActor('spec'), 'spec') as unknown as SellersContext;
      const nowMs = room.clock.now();
      const [trained] = (await evidence['6.2.b']?.(context, { fromMs: nowMs - 30 * DAY_MS, toMs: nowMs + 1 })) ?? [];
      return trained && verdictOf(trained);
    };
    expect(await verdict()).toBe('few');
    room.clock.advance(NEW_PEOPLE_MS + DAY_MS);
    expect(await verdict()).toBe('breached');
    await room.close();
  });
});
