import { describe, expect, it } from '@jest/globals';
import { kindsOf, unseenOf } from '@heitu/kit/data/due';
import { apiName } from '@heitu/kit/rules/enums';
import { DueKinds } from '@heitu/kit/rules/shared-enums';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { LISTED_DESKS } from '@heitu/standard';
import { STAYS, waitingForPeople } from '../simulation/stays.ts';

const rooms = MANIFESTS.map(({ name, due, lifecycles = [] }) => ({ name, due, lifecycles }));
// The admin is compiled by its own rules: it is not part of this project's types.
const { KINDS }: { KINDS: Readonly<Record<string, { list: string }>> } = await import(
  new URL('../../admin/src/pages/dashboard/kinds.ts', import.meta.url).href
);

describe('nothing lies for ever', () => {
  it('but what nobody can do for whoever has it, each with its reason', () => {
    expect(waitingForPeople().filter((state) => !(state in STAYS))).toEqual([]);
  });
});

describe('nothing lies unseen on a desk of those who open the list', () => {
  it('every room has a list, for all of these desks', () => {
    expect(rooms.map(({ name, due }) => [name, due?.desks])).toEqual(rooms.map(({ name }) => [name, LISTED_DESKS]));
  });

  it.each(rooms)('$name shows every state of its lifecycles that lies on one', ({ due, lifecycles }) => {
    expect(due && unseenOf(lifecycles, due)).toEqual([]);
  });

  it.each(rooms)('$name shows it in one kind, so that nothing is counted twice', ({ due }) => {
    const states = (due?.lying ?? []).flatMap(({ moves, states: of }) =>
      (of ?? Object.keys(moves.lifecycle.states)).map((state) => `${moves.lifecycle.name} ${state}`),
    );
    expect(states.filter((state, i) => states.indexOf(state) !== i)).toEqual([]);
  });

  it('one kind left out is named, but for what is only watched: that lies with somebody who has no list', () => {
    const silent = rooms.flatMap(({ due, lifecycles }) =>
      (due?.lying ?? []).filter(
        (_kind, i) => due && unseenOf(lifecycles, { ...due, lying: due.lying.toSpliced(i, 1) }).length === 0,
      ),
    );
    expect(silent.map(({ kind, states }) => [kind, states])).toEqual(
      silent.map(({ kind, watched }) => [kind, watched]),
    );
    expect(silent.map(({ kind }) => kind).toSorted()).toEqual([
      'after-sale',
      'claim-answer',
      'complaint-answer',
      'complaint-response',
      'order-confirmation',
    ]);
  });

  it('the API has words, and the dashboard an address, for exactly the kinds that rooms answer with', () => {
    const kinds = rooms.flatMap(({ due }) => (due ? kindsOf(due) : []));
    const answered = [...new Set(kinds)].toSorted();
    expect(Object.values(DueKinds).toSorted()).toEqual(answered);
    expect(Object.keys(KINDS).toSorted()).toEqual(answered.map(apiName).toSorted());
  });
});
