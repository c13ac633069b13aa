import { describe, expect, it } from '@jest/globals';
import { defineEntity } from '@mikro-orm/core';
import { column } from '../data/entities.ts';
import { movesOf } from '../data/moves.ts';
import { lifecycleOf } from '../rules/lifecycle.ts';
import { lifecycleFaults } from './lifecycles.ts';

const lifecycleWith = (dueColumn: string) =>
  lifecycleOf<'clerk', 'clerk', never, Record<string, number>>()({
    name: 'case',
    initial: 'open',
    states: {
      open: { text: '待办', desk: 'clerk', until: dueColumn, then: { action: 'lapse', job: 'lapse-cases' } },
      closed: { text: '已办', end: true },
    },
    transitions: [{ action: 'lapse', from: ['open'], to: 'closed', by: ['system'], label: '逾期' }],
  });
const Case = defineEntity({
  name: 'Case',
  properties: { id: column.id().primary(), state: column.state(lifecycleWith('dueAtMs')), dueAtMs: column.time() },
});
const job = { name: 'lapse-cases', everyMs: 1, run: async () => {} };

describe('the lifecycles of a room', () => {
  it('are whole where each state has its table, each clock its column and its job', () => {
    const lifecycles = [movesOf(Case, lifecycleWith('dueAtMs'))];
    expect(lifecycleFaults({ entities: [Case], lifecycles, jobs: [job] })).toEqual([]);
  });
  it('lack a table, a column or a job: the room does not start', () => {
    expect(lifecycleFaults({ entities: [Case], jobs: [job] })).toEqual([
      'Case has a state, and no lifecycle says where it leads',
    ]);
    const lifecycles = [movesOf(Case, lifecycleWith('endsAtMs'))];
    expect(lifecycleFaults({ entities: [Case], lifecycles, jobs: [] })).toEqual([
      'case looks at endsAtMs, which is no column of it',
      'case: no job lapse-cases ends open by lapse',
    ]);
  });
});
