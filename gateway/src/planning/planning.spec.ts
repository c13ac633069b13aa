import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Supergraph } from '@apollo/federation-internals';
import { parse } from 'graphql';
import { LIBRARY_SDL } from '../front/testing.fixture.ts';
import { linksQuery, linksSdl } from './links.fixture.ts';
import { createPlanner } from './planner.ts';
import {
  createPlanning,
  NotPlanned,
  verdictOn,
  WAITING_MAX,
  WAITING_PER_CALLER_MAX,
  type Planning,
} from './planning.ts';

const LINKS_SDL = linksSdl();
const MINUTES = linksQuery(6);
const PATIENT_MS = 60_000;

describe('planning beside the thread that answers', () => {
  let planning: Planning;
  const open = (sdl: string, millisecondsMax = PATIENT_MS, waitMillisecondsMax = PATIENT_MS) =>
    (planning = createPlanning(sdl, { millisecondsMax, waitMillisecondsMax }));
  const ask = (text: string, caller = 'a', operationName?: string) => planning.plan({ text, operationName }, caller);
  const told = (asked: Promise<unknown>) =>
    asked.then(
      () => 'planned',
      ({ message }: Error) => message,
    );
  afterEach(() => planning.close());

  it.each([
    [
      'one subgraph',
      LIBRARY_SDL,
      'query A($n: Int = 3, $yes: Boolean!) { shelf(first: $n) { edges { node { title @include(if: $yes) } } } } query B { price }',
      'A',
    ],
    ['another operation of the same', LIBRARY_SDL, 'query A { price } query B { whoAmI }', 'B'],
    ['a mutation', LIBRARY_SDL, 'mutation { a: raise(by: 1) b: raise(by: 2, slowly: true) }', undefined],
    ['several subgraphs', LINKS_SDL, linksQuery(2), undefined],
  ])('makes the same plans: %s', async (_what, sdl, text, operationName) => {
    open(sdl);
    expect(JSON.parse(JSON.stringify(await ask(text, 'a', operationName)))).toEqual(
      JSON.parse(
        JSON.stringify(createPlanner(Supergraph.build(sdl))(parse(text, { noLocation: true }), operationName)),
      ),
    );
  });
  it('ends with what takes too long, and plans what comes after; nothing else waits for it', async () => {
    open(LINKS_SDL, 500);
    let turns = 0;
    const clock = setInterval(() => (turns += 1), 10);
    const [hostile, after] = [told(ask(MINUTES)), ask(linksQuery(0), 'b')];
    expect(await hostile).toBe('not planned: too complex');
    clearInterval(clock);
    expect(turns).toBeGreaterThan(0);
    expect((await after).node).toMatchObject({ kind: 'Sequence' });
  });
  it(
    'ends with what takes too much memory, and plans what comes after',
    async () => {
      planning = createPlanning(
        LINKS_SDL,
        { millisecondsMax: PATIENT_MS, waitMillisecondsMax: PATIENT_MS },
        { maxOldGenerationSizeMb: 36, maxYoungGenerationSizeMb: 8 },
      );
      const [hostile, after] = [told(ask(MINUTES)), told(ask(linksQuery(0), 'b'))];
      expect([await hostile, await after]).toEqual(['not planned: too complex', 'planned']);
    },
    PATIENT_MS,
  );
  it.each([
    [{ processorMs: 2000, clockMs: 2000 }, 'not planned: too complex'],
    [{ processorMs: 300, clockMs: 2000 }, 1700],
    [{ processorMs: 1999.9, clockMs: 2000 }, 20],
    [{ processorMs: 300, clockMs: 9000 }, 1000],
    [{ processorMs: 300, clockMs: 10_000 }, 'not planned: waited too long'],
    [{ processorMs: 2000, clockMs: 10_000 }, 'not planned: too complex'],
  ])('calls nothing too complex because the machine is busy: %j', (had, expected) => {
    const verdict = verdictOn(had, { millisecondsMax: 2000, waitMillisecondsMax: 10_000 });
    expect(verdict instanceof NotPlanned ? verdict.message : verdict).toBe(expected);
  });
  it('says what the planner says, and goes on', async () => {
    open(LIBRARY_SDL);
    expect(await told(ask('{ notThere }'))).toMatch(/notThere/);
    expect(await told(ask('{ price }'))).toBe('planned');
  });
  it('takes callers in turn', async () => {
    open(LIBRARY_SDL);
    const order: string[] = [];
    const callers = ['a', 'a', 'a', 'b', 'c', 'b'];
    await Promise.all(
      callers.map((caller, i) => ask(`{ a${i}: price }`, caller).then(() => order.push(`${caller}${i}`))),
    );
    expect(order).toEqual(['a0', 'b3', 'c4', 'a1', 'b5', 'a2']);
  });
  it('lets so many wait, of one caller and in all', async () => {
    open(LIBRARY_SDL);
    // Nobody's turn comes before it is ready.
    const asked = Array.from({ length: WAITING_MAX + WAITING_PER_CALLER_MAX }, (_one, i) =>
      told(ask('{ price }', `caller ${i % 5}`)),
    );
    const one = Array.from({ length: 2 }, () => told(ask('{ price }', 'caller 0')));
    const answers = await Promise.all([...asked, ...one]);
    expect(answers.filter((answer) => answer === 'planned')).toHaveLength(WAITING_MAX);
    expect(answers.filter((answer) => answer === 'not planned: too many waiting')).toHaveLength(
      WAITING_PER_CALLER_MAX + 2,
    );
  });
  it('does not let anybody wait for ever', async () => {
    open(LINKS_SDL, PATIENT_MS, 300);
    while ((await told(ask('{ thing { id } }'))) !== 'planned');
    const hostile = told(ask(MINUTES));
    expect(await told(ask('{ thing { size } }', 'b'))).toBe('not planned: waited too long');
    await planning.close();
    expect(await hostile).toBe('not planned: closed');
    expect(await told(ask('{ thing { id } }'))).toBe('not planned: closed');
  });
  it('serves whoever waited when its supergraph is replaced, and who still comes', async () => {
    open(LIBRARY_SDL);
    const asked = Array.from({ length: 5 }, (_one, i) => told(ask(`{ a${i}: price }`)));
    expect(planning.retire()).toBe(true);
    expect(await Promise.all(asked)).toEqual(Array.from({ length: 5 }, () => 'planned'));
    expect(planning.retire()).toBe(false);
    expect(await told(ask('{ price }'))).toBe('planned');
    await sleep(0);
    expect(planning.retire()).toBe(false);
  });
  it('tells whoever waits where the thread cannot start, and tries again for the next', async () => {
    open('type Query { no: Supergraph }');
    for (let i = 0; i < 2; i++) expect(await told(ask('{ no }'))).not.toMatch(/^(planned|not planned)/);
  });
});
