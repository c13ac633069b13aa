import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { defineEntity } from '@mikro-orm/core';
import { addWorkingDays } from '../rules/calendar.ts';
import { DAY_MS, HOUR_MS } from '../rules/clock.ts';
import { DUE_OF_A_KIND_MAX } from '../rules/due.ts';
import { lifecycleOf } from '../rules/lifecycle.ts';
import { account } from '../serving/testing.ts';
import { compilerOf, sendReads } from './batch.ts';
import type { Context } from './context.ts';
import { lying, readDue, unseenOf, type DueBoard } from './due.ts';
import { column } from './entities.ts';
import { movesOf } from './moves.ts';
import { openDatabase, type Orm } from './orm.ts';

/** A Friday. */
const NOW_MS = Date.parse('2026-11-27T12:00:00+08:00');
type Desk = 'farmer' | 'clerk' | 'chief';
interface Judged {
  partyId: string | null;
  amountFen: number | null;
  dueAtMs: number | null;
  openedAtMs: number | null;
  keptUntil: string;
}
const parcelLifecycle = lifecycleOf<Desk, Desk, never, Judged>()({
  name: 'parcel',
  initial: 'packed',
  states: {
    packed: { text: '待打开', desk: 'farmer', until: 'dueAtMs', then: { desk: 'clerk' } },
    opened: { text: '已打开', desk: 'clerk', until: { since: 'openedAtMs', workingDays: 1 }, then: { desk: 'chief' } },
    kept: { text: '保管中', desk: 'farmer', until: { since: 'keptUntil', ms: DAY_MS }, then: { desk: 'clerk' } },
    gone: { text: '已结束', end: true },
  },
  transitions: [
    { action: 'open', from: ['packed'], to: 'opened', by: ['farmer'], label: '打开' },
    { action: 'keep', from: ['opened'], to: 'kept', by: ['clerk'], label: '保管' },
    { action: 'close', from: ['kept'], to: 'gone', by: ['clerk'], label: '结束' },
  ],
});
const Parcel = defineEntity({
  name: 'Parcel',
  properties: {
    id: column.id().primary(),
    state: column.state(parcelLifecycle),
    partyId: column.reference().nullable(),
    amountFen: column.fen().nullable(),
    dueAtMs: column.time().nullable(),
    openedAtMs: column.time().nullable(),
    keptUntil: column.date(),
  },
});
const noteLifecycle = lifecycleOf<Desk, Desk, never, { writtenAtMs: number; readAtMs: number | null }>()({
  name: 'note',
  once: 'readAtMs',
  initial: 'unread',
  states: {
    unread: { text: '未读', desk: 'clerk', until: { since: 'writtenAtMs', ms: DAY_MS }, then: { desk: 'chief' } },
    read: { text: '已读', end: true },
  },
  transitions: [{ action: 'read', from: ['unread'], to: 'read', by: ['clerk'], label: '看过' }],
});
const Note = defineEntity({
  name: 'Note',
  properties: { id: column.id().primary(), writtenAtMs: column.time(), readAtMs: column.time().nullable() },
});
const parcels = movesOf(Parcel, parcelLifecycle);
const notes = movesOf(Note, noteLifecycle);
const DESKS = ['clerk', 'chief'];
const board: DueBoard<unknown> = {
  desks: DESKS,
  desksOf: (roles) => DESKS.filter((desk) => roles.includes(desk)),
  lying: [
    lying(parcels, {
      kind: 'parcel-delivery',
      clause: null,
      roles: ['overseer'],
      watched: ['packed'],
      title: 'id',
      named: (_context, id) => `包裹 ${id}`,
      since: 'openedAtMs',
      party: 'partyId',
      amount: 'amountFen',
    }),
    lying(notes, { kind: 'help', clause: '7.5.w', aheadMs: HOUR_MS, title: 'id', since: 'writtenAtMs' }),
  ],
};

describe('what lies on the desks of those who open the list', () => {
  let orm: Orm;
  let sent = 0;
  const read: Context['read'] = async (...statements) => {
    sent += statements.length;
    return (await sendReads(orm)(statements.map(compilerOf(orm)))).map(({ rows }) => rows) as never;
  };
  const listOf = (role: string) =>
    readDue({ actor: account('me', { role }), clock: { now: () => NOW_MS }, read }, board);
  const idsOf = async (role: string) => (await listOf(role)).map(({ id }) => id);
  const parcel = (id: string, state: 'packed' | 'opened' | 'kept' | 'gone', more: Partial<Judged> = {}) =>
    orm.em.fork().insert(Parcel, { id, state, dueAtMs: NOW_MS, openedAtMs: NOW_MS, keptUntil: '2026-11-27', ...more });
  const note = (id: string, writtenAtMs: number, readAtMs: number | null = null) =>
    orm.em.fork().insert(Note, { id, writtenAtMs, readAtMs });
  beforeAll(async () => {
    orm = await openDatabase({ name: 'due', entities: [Parcel, Note], url: 'sqlite::memory:' });
    await orm.schema.update({ safe: true });
  });
  afterEach(async () => {
    await orm.em.fork().nativeDelete(Parcel, {});
    await orm.em.fork().nativeDelete(Note, {});
  });
  afterAll(() => orm.close());

  it('shows all that is on one’s own desk, the soonest first, with its day, its clause, its name, whom and how much it is about', async () => {
    await parcel('later', 'opened');
    await parcel('sooner', 'opened', { openedAtMs: NOW_MS - 4 * DAY_MS, partyId: 'seller-1', amountFen: 2980 });
    await parcel('past', 'gone');
    expect(await listOf('clerk')).toEqual([
      {
        kind: 'parcel-delivery',
        id: 'sooner',
        title: '包裹 sooner',
        sinceMs: NOW_MS - 4 * DAY_MS,
        dueAtMs: addWorkingDays(NOW_MS - 4 * DAY_MS, 1),
        overdue: true,
        clause: null,
        party: { id: 'seller-1' },
        amountFen: 2980,
      },
      expect.objectContaining({
        id: 'later',
        dueAtMs: addWorkingDays(NOW_MS, 1),
        overdue: false,
        party: null,
        amountFen: null,
      }),
    ]);
  });

  it('shows what another is late with, and not before: a moment, working days, the end of a day', async () => {
    await parcel('late', 'packed', { dueAtMs: NOW_MS - 1 });
    await parcel('in-time', 'packed');
    await parcel('without-a-day', 'packed', { dueAtMs: null });
    await parcel('kept-too-long', 'kept', { keptUntil: '2026-11-26' });
    await parcel('kept-today', 'kept');
    expect((await idsOf('clerk')).toSorted()).toEqual(['kept-too-long', 'late']);
    // From one working day to the next, to the second.
    await parcel('working', 'opened', { openedAtMs: Date.parse('2026-11-26T12:00:01+08:00') });
    await parcel('worked', 'opened', { openedAtMs: Date.parse('2026-11-26T11:59:59+08:00') });
    expect(await idsOf('chief')).toEqual(['worked']);
  });

  it('shows what is soon due only so long before, and what was done not at all', async () => {
    await note('soon', NOW_MS - DAY_MS + HOUR_MS - 1);
    await note('not-yet', NOW_MS - DAY_MS + HOUR_MS);
    await note('done', NOW_MS - 2 * DAY_MS, NOW_MS);
    expect(await idsOf('clerk')).toEqual(['soon']);
    expect(await idsOf('chief')).toEqual([]);
  });

  it('shows all of a kind to those who look after it, and to them alone what is watched', async () => {
    await parcel('watched', 'packed');
    await parcel('opened', 'opened');
    expect((await idsOf('overseer')).toSorted()).toEqual(['opened', 'watched']);
    expect(await idsOf('clerk')).toEqual(['opened']);
    expect(await idsOf('farmer')).toEqual([]);
  });

  it('asks a statement for each state that may lie there, and shows of each the most pressing', async () => {
    for (let i = 0; i <= DUE_OF_A_KIND_MAX; i++)
      await parcel(`p${String(i).padStart(2, '0')}`, 'opened', { openedAtMs: NOW_MS - i });
    sent = 0;
    const shown = await idsOf('clerk');
    expect(shown).toHaveLength(DUE_OF_A_KIND_MAX);
    expect(shown).not.toContain('p00');
    expect(sent).toBe(4);
  });

  it('names what lies on such a desk and is in no kind', () => {
    expect(unseenOf([parcels, notes], board)).toEqual([]);
    const lacking = {
      ...board,
      lying: [
        lying(parcels, {
          kind: 'parcel-delivery',
          clause: null,
          states: ['opened', 'kept'],
          title: 'id',
          since: 'dueAtMs',
        }),
      ],
    };
    expect(unseenOf([parcels, notes], lacking)).toEqual([
      'parcel: nobody whose desk it lies on sees what is packed',
      'note: nobody whose desk it lies on sees what is unread',
    ]);
  });
});
