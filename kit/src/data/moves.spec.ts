import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defineEntity, type EntityName } from '@mikro-orm/core';
import { column } from './entities.ts';
import { movesOf, type AnyMoves } from './moves.ts';
import { openDatabase, rowsOf, type Orm } from './orm.ts';
import { account } from '../serving/testing.ts';
import { DAY_MS } from '../rules/clock.ts';
import { isNow, lifecycleOf } from '../rules/lifecycle.ts';
import { refuseAs, type RefusalDetail } from '../rules/outcome.ts';

const NOW_MS = Date.parse('2026-11-27T12:00:00+08:00');
interface Judged {
  dueAtMs: number;
  openedAtMs: number | null;
}
const inTime = { holds: ({ dueAtMs }: Judged, nowMs: number) => nowMs <= dueAtMs, else: 'TOO_LATE' } as const;
const parcelLifecycle = lifecycleOf<'farmer' | 'clerk', 'farmer' | 'clerk', '7.5.w', Judged>()({
  name: 'parcel',
  initial: 'packed',
  states: {
    packed: { text: '待打开', desk: 'farmer', until: 'dueAtMs', then: { action: 'lapse', job: 'lapse-parcels' } },
    opened: { text: '已打开', desk: 'clerk', until: { since: 'openedAtMs', workingDays: 1 }, then: { desk: 'farmer' } },
    gone: { text: '已结束', end: true },
  },
  transitions: [
    { action: 'open', from: ['packed'], to: 'opened', by: ['farmer'], when: inTime, label: '打开', clause: '7.5.w' },
    { action: 'close', from: ['opened'], to: 'gone', by: ['clerk'], label: '结束' },
    { action: 'lapse', from: ['packed'], to: 'gone', by: ['system'], label: '逾期' },
    { action: 'lapse', from: ['opened'], to: 'gone', by: ['clerk', 'system'], when: inTime, label: '过期' },
    { action: 'give-up', from: ['packed'], to: 'gone', by: ['system'], label: '作废' },
    { action: 'give-up', from: ['opened'], to: 'packed', by: ['system'], label: '退回' },
    {
      action: 'sweep',
      from: ['packed'],
      to: 'gone',
      by: ['system'],
      when: isNow({ dueAtMs: 0 }, 'LATER'),
      label: '清走',
    },
    { action: 'sweep', from: ['opened'], to: 'gone', by: ['system'], label: '清走' },
  ],
});
const Parcel = defineEntity({
  name: 'Parcel',
  properties: {
    id: column.id().primary(),
    state: column.state(parcelLifecycle),
    dueAtMs: column.time(),
    openedAtMs: column.time().nullable(),
  },
});
const parcels = movesOf(Parcel, parcelLifecycle);
const noteLifecycle = lifecycleOf<'clerk', 'clerk', never, { writtenAtMs: number; readAtMs: number | null }>()({
  name: 'note',
  once: 'readAtMs',
  initial: 'unread',
  states: {
    unread: { text: '未读', desk: 'clerk', until: { since: 'writtenAtMs', ms: DAY_MS }, then: { desk: 'clerk' } },
    read: { text: '已读', end: true },
  },
  transitions: [
    { action: 'read', from: ['unread'], to: 'read', by: ['clerk'], label: '看过' },
    { action: 'look', from: ['unread'], to: 'unread', by: ['clerk', 'system'], label: '翻看' },
    { action: 'cite', from: ['read'], to: 'read', by: ['clerk', 'system'], label: '引用' },
    { action: 'show-again', from: ['read'], to: 'unread', by: ['system'], label: '再看' },
    {
      action: 'file',
      from: ['unread'],
      to: 'read',
      by: ['system'],
      when: isNow({ writtenAtMs: 3 }, 'NEW'),
      label: '归档',
    },
  ],
});
const Note = defineEntity({
  name: 'Note',
  properties: { id: column.id().primary(), writtenAtMs: column.time(), readAtMs: column.time().nullable() },
});
const notes = movesOf(Note, noteLifecycle);
const firmLifecycle = lifecycleOf<'clerk', 'clerk', never>()({
  name: 'firm',
  column: 'standing',
  initial: 'good',
  states: { good: { text: '有效', rests: 'nobody waits' }, lapsed: { text: '失效', end: true } },
  transitions: [{ action: 'lapse', from: ['good'], to: 'lapsed', by: ['clerk', 'system'], label: '失效' }],
});
const Firm = defineEntity({
  name: 'Firm',
  properties: { id: column.id().primary(), standing: column.state(firmLifecycle) },
});
const firms = movesOf(Firm, firmLifecycle);

describe('rows move by their table', () => {
  let orm: Orm;
  const audited: object[] = [];
  const parcel = (id: string, state: 'packed' | 'opened' | 'gone' = 'packed', dueAtMs = NOW_MS) => ({
    id,
    state,
    dueAtMs,
    openedAtMs: null,
  });
  const by = (...roles: string[]) => ({
    actor: account('me', ...roles.map((role) => ({ role }))),
    clock: { now: () => NOW_MS },
  });
  const tx = () => ({ em: orm.em.fork(), audit: (subject: object) => void audited.push(subject) });
  const refusal = <Code extends string>(code: Code) => refuseAs(code, { message: code });
  const stateOf = async (id: string) => (await orm.em.fork().findOneOrFail(Parcel, { id })).state;
  beforeAll(async () => {
    orm = await openDatabase({ name: 'moves', entities: [Parcel, Note, Firm], url: 'sqlite::memory:' });
    await orm.schema.update({ safe: true });
  });
  afterAll(() => orm.close());

  it('moves where part, state and guard agree, writes what goes with it, and names the clause', async () => {
    await orm.em.fork().insert(Parcel, parcel('a'));
    const moved = await parcels.move(by('farmer'), tx(), 'open', parcel('a'), refusal, { set: { openedAtMs: 7 } });
    expect(moved).toBeNull();
    expect(await orm.em.fork().findOneOrFail(Parcel, { id: 'a' })).toMatchObject({ state: 'opened', openedAtMs: 7 });
    expect(audited.splice(0)).toEqual([{ type: 'parcel', id: 'a', clause: '7.5.w' }]);
  });

  it.each([
    ['somebody without a part', 'clerk', parcel('b'), 'NOT_FOUND'],
    ['a row in another state', 'farmer', parcel('b', 'gone'), 'WRONG_STATE'],
    ['a row whose guard does not hold', 'farmer', parcel('b', 'packed', NOW_MS - 1), 'TOO_LATE'],
  ])('refuses %s, and changes nothing', async (_whom, role, row, code) => {
    await orm.em.fork().insert(Parcel, row);
    expect(await parcels.move(by(role), tx(), 'open', row, refusal)).toMatchObject({ ok: false, code });
    expect(await stateOf('b')).toBe(row.state);
    expect(audited).toEqual([]);
    await orm.em.fork().nativeDelete(Parcel, { id: 'b' });
  });

  it('says what has become of a row that is in another state', async () => {
    const told = (code: string, details?: RefusalDetail[]) => refuseAs(code, { message: code }, details);
    const refused = await parcels.move(by('farmer'), tx(), 'open', parcel('gone-1', 'gone'), told);
    expect(refused?.details).toEqual([{ about: 'gone-1', text: `现在是：${parcels.lifecycle.texts.gone}` }]);
  });

  it('refuses where the row has moved on since it was read, or another condition does not hold any more', async () => {
    await orm.em.fork().insertMany(Parcel, [parcel('c', 'opened'), parcel('d')]);
    expect(await parcels.move(by('farmer'), tx(), 'open', parcel('c'), refusal)).toMatchObject({ code: 'WRONG_STATE' });
    const unless = { where: { openedAtMs: { $ne: null } } };
    expect(await parcels.move(by('farmer'), tx(), 'open', parcel('d'), refusal, unless)).toMatchObject({ ok: false });
    expect(await stateOf('d')).toBe('packed');
    expect(audited).toEqual([]);
  });

  it('is moved by the system wherever the action leads from, each row by the way of its own state', async () => {
    await orm.em.fork().nativeDelete(Parcel, {});
    await orm.em.fork().insertMany(Parcel, [parcel('e'), parcel('f', 'opened'), parcel('g', 'gone')]);
    expect(await parcels.bySystem(by(), tx(), 'give-up', { id: { $in: ['e', 'f', 'g'] } })).toBe(2);
    expect([await stateOf('e'), await stateOf('f'), await stateOf('g')]).toEqual(['gone', 'packed', 'gone']);
    expect(await parcels.bySystem(by(), tx(), 'give-up', { id: 'f' }, {}, 'packed')).toBe(0);
  });

  it('is asked for the guard of its own way, and for no other, where the system moves it', async () => {
    await orm.em.fork().nativeDelete(Parcel, {});
    await orm.em.fork().insertMany(Parcel, [parcel('k'), parcel('l', 'packed', 0), parcel('m', 'opened')]);
    expect(await parcels.bySystem(by(), tx(), 'sweep', { id: { $in: ['k', 'l', 'm'] } })).toBe(2);
    expect([await stateOf('k'), await stateOf('l'), await stateOf('m')]).toEqual(['packed', 'gone', 'gone']);
    await orm.em.fork().insertMany(Note, [
      { id: 'new', writtenAtMs: 4, readAtMs: null },
      { id: 'old', writtenAtMs: 3, readAtMs: null },
    ]);
    expect(await notes.bySystem(by(), tx(), 'file', { id: { $in: ['new', 'old'] } })).toBe(1);
    expect(() => parcels.along('sweep')).toThrow('sweep is not one update');
  });

  it('is a part of a statement that is built once', async () => {
    await orm.em.fork().nativeDelete(Parcel, {});
    await orm.em.fork().insertMany(Parcel, [parcel('h'), parcel('i', 'opened')]);
    const lapse = rowsOf<readonly [typeof Parcel]>(orm.em.fork())
      .updateTable('Parcel')
      .$call(parcels.along('lapse'))
      .set({ dueAtMs: 1 });
    expect(Number((await lapse.where('id', 'in', ['h', 'i']).executeTakeFirst()).numUpdatedRows)).toBe(2);
    expect(await orm.em.fork().findOneOrFail(Parcel, { id: 'h' })).toMatchObject({ state: 'gone', dueAtMs: 1 });
    expect(() => parcels.along('give-up')).toThrow('give-up is not one update');
  });

  it('does the one thing of a row without states once', async () => {
    await orm.em.fork().insert(Note, { id: 'n', writtenAtMs: NOW_MS, readAtMs: null });
    const unread = { id: 'n', writtenAtMs: NOW_MS, readAtMs: null };
    expect(await notes.move(by('clerk'), tx(), 'read', unread, refusal)).toBeNull();
    expect(await notes.move(by('clerk'), tx(), 'read', unread, refusal)).toMatchObject({ code: 'WRONG_STATE' });
    const readAtMs = async () => (await orm.em.fork().findOneOrFail(Note, { id: 'n' })).readAtMs;
    expect(await readAtMs()).toBe(NOW_MS);
    expect(await notes.bySystem(by(), tx(), 'show-again', { id: 'n' })).toBe(1);
    expect(await readAtMs()).toBeNull();
    expect(await notes.bySystem(by(), tx(), 'show-again', { id: 'n' })).toBe(0);
  });

  it('leaves the moment where the row stays as it is', async () => {
    await orm.em.fork().insertMany(Note, [
      { id: 'u', writtenAtMs: 1, readAtMs: null },
      { id: 'r', writtenAtMs: 1, readAtMs: 5 },
    ]);
    const [unread, read] = [
      { id: 'u', writtenAtMs: 1, readAtMs: null },
      { id: 'r', writtenAtMs: 1, readAtMs: 5 },
    ];
    const set = { writtenAtMs: 2 };
    expect(await notes.move(by('clerk'), tx(), 'look', unread, refusal, { set })).toBeNull();
    expect(await notes.move(by('clerk'), tx(), 'cite', read, refusal, { set })).toBeNull();
    expect(await notes.bySystem(by(), tx(), 'look', { id: { $in: ['u', 'r'] } })).toBe(1);
    expect(await notes.bySystem(by(), tx(), 'cite', { id: { $in: ['u', 'r'] } })).toBe(1);
    expect(await orm.em.fork().find(Note, { id: { $in: ['u', 'r'] } }, { orderBy: { id: 'asc' } })).toEqual([
      expect.objectContaining({ id: 'r', writtenAtMs: 2, readAtMs: 5 }),
      expect.objectContaining({ id: 'u', writtenAtMs: 2, readAtMs: null }),
    ]);
    audited.splice(0);
  });

  it('names the reason, and a clause of its own, with the row: one subject', async () => {
    await orm.em.fork().insertMany(Parcel, [parcel('p'), parcel('q')]);
    await parcels.move(by('farmer'), tx(), 'open', parcel('p'), refusal, { reason: '来取', clause: '7.5.v' });
    await parcels.move(by('farmer'), tx(), 'open', parcel('q'), refusal, { reason: null });
    expect(audited.splice(0)).toEqual([
      { type: 'parcel', id: 'p', clause: '7.5.v', reason: '来取' },
      { type: 'parcel', id: 'q', clause: '7.5.w' },
    ]);
  });

  it('throws where the row was read without its state: nobody can know where it is', async () => {
    const { state: _state, ...bare } = parcel('z');
    await expect(parcels.move(by('farmer'), tx(), 'open', bare, refusal)).rejects.toThrow('read without state');
    const note = { id: 'z', writtenAtMs: 1 } as { id: string; writtenAtMs: number; readAtMs: number | null };
    await expect(notes.move(by('clerk'), tx(), 'read', note, refusal)).rejects.toThrow('read without readAtMs');
  });

  it('moves the state where its column has another name', async () => {
    const firm = (id: string) => ({ id, standing: 'good' as const });
    await orm.em.fork().insertMany(Firm, [firm('a'), firm('b'), firm('c')]);
    expect(await firms.move(by('clerk'), tx(), 'lapse', firm('a'), refusal)).toBeNull();
    expect(await firms.bySystem(by(), tx(), 'lapse', { id: { $in: ['a', 'b'] } })).toBe(1);
    const standings = (await orm.em.fork().findAll(Firm, { orderBy: { id: 'asc' } })).map(({ standing }) => standing);
    expect(standings).toEqual(['lapsed', 'lapsed', 'good']);
    expect(() => firms.along('lapse')).toThrow('lapse is not one update');
    audited.splice(0);
  });

  it('is registered with its entity', () => {
    const all: AnyMoves[] = [parcels, notes];
    expect(all.map(({ entity }) => (entity as EntityName & { name: string }).name)).toEqual(['Parcel', 'Note']);
  });
});
