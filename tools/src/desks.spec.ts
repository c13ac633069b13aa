import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { DESKS, LISTED_DESKS } from '@heitu/standard';
import {
  BUYERS_DESK,
  CARRIERS_DESK,
  COURIERS_DESK,
  GROWERS_DESK,
  NOT_OF_PEOPLE,
  PARTYS_DESKS,
  SELLERS_DESK,
  STATIONS_DESK,
  type PageOfDesk,
} from './desks.table.ts';

/**
 * Each state that lies on a person's desk is asked for by the page that they open first, or wants nothing of them. The
 * desks of the operator's people have a list of their own (tests/contract/due.spec.ts).
 */
const PAGES: Readonly<Record<string, PageOfDesk>> = {
  seller: SELLERS_DESK,
  carrier: CARRIERS_DESK,
  courier: COURIERS_DESK,
  station: STATIONS_DESK,
  buyer: BUYERS_DESK,
  grower: GROWERS_DESK,
};

/** No page of its own: whoever it is has a page of theirs. */
const PARTY = 'party';

const textOf = (file: string): string =>
  readFileSync(new URL(`../../miniprogram/src/${file}`, import.meta.url), 'utf8');
const lying = MANIFESTS.flatMap(({ lifecycles = [] }) =>
  lifecycles.flatMap(({ lifecycle: { name, states } }) =>
    Object.entries(states).flatMap(([state, rule]) =>
      'desk' in rule ? [{ desk: rule.desk, state: `${name} ${state}` }] : [],
    ),
  ),
);
const statesOn = (desk: string): string[] => [
  ...new Set(lying.filter((one) => one.desk === desk).map(({ state }) => state)),
];

describe('every desk', () => {
  it('has a page, a list in the office, or nobody who sits at it', () => {
    const known = [...Object.keys(PAGES), PARTY, ...LISTED_DESKS, ...Object.keys(NOT_OF_PEOPLE)];
    expect([...new Set(known)].sort()).toEqual(Object.keys(DESKS).sort());
  });
});

describe.each([
  ...Object.entries(PAGES).map(([desk, page]) => [desk, desk, page] as const),
  ...Object.entries(PARTYS_DESKS).map(([kind, page]) => [`${kind} as the party`, PARTY, page] as const),
])("what lies on a %s's desk", (_who, desk, { document, shownBy, asked, also = {}, nothingToDo }) => {
  it('is asked for by their first page, or wants nothing of them', () => {
    const known = [...Object.keys(asked), ...Object.keys(nothingToDo)];
    expect(statesOn(desk).sort()).toEqual(known.sort());
  });

  it.each(Object.entries({ ...also, ...asked }))('%s is read by what makes the list', (_state, question) => {
    expect(textOf(document)).toContain(question);
    const [, name] = /^(\w+)/.exec(question)!;
    expect(shownBy.map(textOf).join('\n')).toMatch(new RegExp(`\\b${name}\\b`));
  });
});
