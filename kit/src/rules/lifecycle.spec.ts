import { describe, expect, it } from '@jest/globals';
import { DAY_MS } from './clock.ts';
import { lifecycleOf } from './lifecycle.ts';

const OPENED_AT_MS = Date.parse('2026-11-27T12:00:00+08:00');
interface Door {
  dueAtMs: number | null;
  openedAtMs: number;
}
const of = lifecycleOf<'guard', 'guard' | 'owner', never, Door>();
const door = of({
  name: 'door',
  initial: 'shut',
  states: {
    shut: { text: '关', rests: 'a shut door keeps nobody waiting' },
    open: { text: '开', own: '等您关', desk: 'guard', until: 'dueAtMs', then: { action: 'shut', job: 'shut-doors' } },
    ajar: { text: '半开', desk: 'guard', until: { since: 'openedAtMs', ms: DAY_MS }, then: { desk: 'owner' } },
    'bricked-up': { text: '封死', end: true },
  },
  transitions: [
    { action: 'open', from: ['shut'], to: 'open', by: ['guard'], label: '打开' },
    {
      action: 'lean',
      from: ['open'],
      to: 'ajar',
      by: ['guard'],
      when: { holds: ({ dueAtMs }, nowMs) => dueAtMs !== null && nowMs < dueAtMs, else: 'TOO_LATE' },
      label: '虚掩',
    },
    { action: 'shut', from: ['open', 'ajar'], to: 'shut', by: ['system', 'guard'], label: '关上' },
    { action: 'brick-up', from: ['shut'], to: 'bricked-up', by: ['guard'], label: '封死' },
  ],
});
const row = (state: string, dueAtMs: number | null = OPENED_AT_MS) => ({ state, dueAtMs, openedAtMs: OPENED_AT_MS });

describe('a lifecycle', () => {
  it('calls a state to whoever has it on their desk by what they have to do', () => {
    expect(door.textFor(row('open'), ['guard'])).toBe('等您关');
    expect(door.textFor(row('open'), ['owner'])).toBe('开');
    expect(door.textFor(row('ajar'), ['guard'])).toBe('半开');
    expect(door.textFor(row('shut'), ['guard'])).toBe('关');
  });

  it('says what can be done by whom, and leaves out what its guard refuses', () => {
    expect(door.available(row('open'), ['guard'], OPENED_AT_MS - 1)).toEqual(['lean', 'shut']);
    expect(door.available(row('open'), ['guard'], OPENED_AT_MS)).toEqual(['shut']);
    expect(door.available(row('open'), ['guest'], OPENED_AT_MS)).toEqual([]);
  });
  it('says by when something is owed, and on whose desk it lies', () => {
    expect(door.dueAtMs(row('open'))).toBe(OPENED_AT_MS);
    expect(door.dueAtMs(row('open', null))).toBeNull();
    expect(door.dueAtMs(row('ajar'))).toBe(OPENED_AT_MS + DAY_MS);
    expect(door.dueAtMs(row('shut'))).toBeNull();
    expect(door.desks(row('ajar'), OPENED_AT_MS)).toEqual(['guard']);
    expect(door.desks(row('ajar'), OPENED_AT_MS + DAY_MS + 1)).toEqual(['guard', 'owner']);
    expect(door.desks(row('open'), OPENED_AT_MS + 1)).toEqual(['guard']);
    expect(door.desks(row('shut'), OPENED_AT_MS)).toEqual([]);
  });
  it('names its states to whoever asks for one of them', () => {});
  it('counts working days from the moment it began', () => {
    const shop = lifecycleOf<'owner', 'owner', never, { atMs: number }>()({
      name: 'shop',
      initial: 'asked',
      states: {
        asked: { text: '问', desk: 'owner', until: { since: 'atMs', workingDays: 1 }, then: { desk: 'owner' } },
      },
      transitions: [],
    });
    const asked = { state: 'asked', atMs: OPENED_AT_MS };
    expect(shop.dueAtMs(asked)).toBe(Date.parse('2026-11-30T12:00:00+08:00'));
  });
  it('counts from the start of a day where the column holds a date', () => {
    const lot = lifecycleOf<'owner', 'owner', never, { expiresOn: string | null }>()({
      name: 'lot',
      initial: 'fresh',
      states: {
        fresh: { text: '新鲜', desk: 'owner', until: { since: 'expiresOn', ms: DAY_MS }, then: { desk: 'owner' } },
      },
      transitions: [],
    });
    expect(lot.dueAtMs({ state: 'fresh', expiresOn: '2026-11-27' } as never)).toBe(
      Date.parse('2026-11-28T00:00:00+08:00'),
    );
    expect(lot.dueAtMs({ state: 'fresh', expiresOn: null } as never)).toBeNull();
  });
  it('draws itself, ends included', () => {
    expect(door.diagram().split('\n')).toEqual([
      'stateDiagram-v2',
      '  shut: 关',
      '  open: 开',
      '  ajar: 半开',
      '  bricked_up: 封死',
      '  [*] --> shut',
      '  shut --> open: 打开',
      '  open --> ajar: 虚掩',
      '  open --> shut: 关上',
      '  ajar --> shut: 关上',
      '  shut --> bricked_up: 封死',
      '  bricked_up --> [*]',
    ]);
  });

  const one = { action: 'go', from: ['a'], to: 'b', by: ['guard'], label: '走' } as const;
  const waits = (then: { action: string; job: string } | { desk: 'owner' }) =>
    ({ text: '', desk: 'guard', until: 'dueAtMs', then }) as const;
  it.each([
    [
      'with a state that nothing leads to',
      { a: { text: '', end: true }, b: { text: '', end: true } },
      [],
      'nothing leads to b',
    ],
    [
      'with a state that neither ends nor says until when',
      { a: waits({ desk: 'owner' }), b: { text: '' } },
      [one],
      'b neither ends nor says until when, what then and on whose desk',
    ],
    [
      'whose clock does what the system may not do',
      { a: waits({ action: 'go', job: 'go' }), b: { text: '', end: true } },
      [one],
      'in a the system cannot go',
    ],
  ])('refuses a table %s', (_what, states, transitions, message) => {
    expect(() => of({ name: 'x', initial: 'a', states: states as never, transitions: transitions as never })).toThrow(
      `lifecycle x: ${message}`,
    );
  });
});
