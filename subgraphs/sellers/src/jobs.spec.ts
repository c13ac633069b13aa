import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { plant } from '@heitu/kit/serving/any-row';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import { REMINDERS_PER_RUN_MAX } from './filing/remind-of-expiry.ts';
import { LAPSES_PER_RUN_MAX } from './party/lapse-standing.ts';
import { openRoom } from './testing.fixture.ts';

/** Before what is due stand more rows than one turn of a job takes, which are over or not its own. */
describe('what a job of sellers does in its turn [6.4]', () => {
  let room: TestSubgraph;
  beforeEach(async () => void (room = await openRoom()));
  afterEach(() => room.close());

  const many = (n: number, row: (i: number) => object) => [...Array(n).keys()].map(row);
  const party = { kind: 'seller', approvedAtMs: 1, standing: 'good' };
  const rowsOf = (table: string): Promise<any[]> =>
    (room.subgraph.contextFor(systemActor('test'), 'test').rows as any).selectFrom(table).selectAll().execute();

  it('takes out of business whose papers ended or whose review was missed, beside those who are out of it already', async () => {
    const nowMs = room.clock.now();
    const out = (i: number) => ({ ...party, id: `out-${i}`, standing: 'papers-lapsed', validUntil: '2026-11-01' });
    await plant(room, 'Party', ...many(LAPSES_PER_RUN_MAX, out));
    await plant(
      room,
      'Party',
      { ...party, id: 'papers', validUntil: '2026-11-24', reReviewDueAtMs: nowMs + DAY_MS },
      { ...party, id: 'review', validUntil: '2026-11-25', reReviewDueAtMs: nowMs },
      { ...party, id: 'neither', validUntil: '2026-11-25', reReviewDueAtMs: nowMs + 1 },
    );
    await room.subgraph.runOnce('lapse-standing');
    const standing = new Map((await rowsOf('Party')).map((row) => [row.id, row.standing]));
    expect(['papers', 'review', 'neither', 'out-0'].map((id) => standing.get(id))).toEqual([
      'papers-lapsed',
      'review-overdue',
      'good',
      'papers-lapsed',
    ]);
  });

  it('tells of papers that count and end within thirty days, once, and of no paper that was never accepted', async () => {
    await plant(room, 'Party', { ...party, id: 'party' });
    const paper = { partyId: 'party', type: 'premises', validUntil: '2026-12-25' };
    const other = (i: number) => ({ ...paper, id: `other-${i}`, state: i % 2 ? 'filed' : 'withdrawn' });
    await plant(room, 'Document', ...many(REMINDERS_PER_RUN_MAX, other));
    await plant(
      room,
      'Document',
      { ...paper, id: 'ends', state: 'accepted' },
      { ...paper, id: 'later', type: 'land-contract', state: 'accepted', validUntil: '2026-12-26' },
    );
    await room.subgraph.runOnce('remind-of-expiry');
    await room.subgraph.runOnce('remind-of-expiry');
    expect((await rowsOf('Reminder')).map(({ documentId }) => documentId)).toEqual(['ends']);
  });

  it('tells of reviews that fall due within thirty days, once, to those who do business', async () => {
    const dueAtMs = room.clock.now() + 30 * DAY_MS;
    const out = (i: number) => ({ ...party, id: `out-${i}`, standing: 'suspended', reReviewDueAtMs: dueAtMs });
    await plant(room, 'Party', ...many(REMINDERS_PER_RUN_MAX, out));
    await plant(
      room,
      'Party',
      { ...party, id: 'due', reReviewDueAtMs: dueAtMs },
      { ...party, id: 'later', reReviewDueAtMs: dueAtMs + 1 },
    );
    await room.subgraph.runOnce('remind-of-expiry');
    await room.subgraph.runOnce('remind-of-expiry');
    expect((await rowsOf('Reminder')).map(({ partyId }) => partyId)).toEqual(['due']);
  });
});
