import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getNamedType } from 'graphql';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { mayTouch, ruleOf } from '../permissions/rules.fixture.ts';
import { verdictOf } from './answers.fixture.ts';
import { inputOf, ownIds } from './attacks.fixture.ts';
import { readCountyIds, type CountyIds } from './county-ids.fixture.ts';
import { ChangeWatch } from './digest.fixture.ts';
import { documentOf, readPublicSchema } from './operations.fixture.ts';
import { startTestPlatform, type Platform } from './platform.fixture.ts';

const cursor = (...keys: unknown[]): string => Buffer.from(JSON.stringify(keys)).toString('base64url');
/** What may be put where a question takes text: it answers nothing, or refuses. */
const ODD: Readonly<Record<string, readonly unknown[]>> = {
  String: [
    '',
    ' ',
    'a\u0000b',
    '长'.repeat(10_000),
    '🌾',
    "' or 1=1 --",
    '%',
    '_',
    '"*"',
    'NEAR(',
    '<script>',
    'a\ud800b',
    '2026-13',
  ],
  ID: ['', 'a\u0000b', 'x'.repeat(10_000), "' or 1=1 --", '🌾'],
  Int: [-1, 0, 101, 2 ** 31 - 1],
  SafeInt: [-1, 0, 2 ** 53 - 1],
  DateTime: ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-02-30T00:00:00Z'],
  LocalDate: ['0001-01-01', '9999-12-31', '2026-02-30'],
};
/** Page marks that nobody was given, whatever the list: refused. */
const NEVER_GIVEN: readonly string[] = [
  'nonsense',
  '\u0000',
  cursor(),
  cursor(null),
  cursor(1),
  cursor('a', 'b'),
  cursor(1, 2),
  cursor('a', 1),
  cursor('a', 'b', 'c'),
  cursor(1, 2, 3),
  cursor(['a']),
  cursor({ a: 1 }),
];
/** Page marks of the right form for some list, behind which there is nothing. */
const STRAY: readonly string[] = [
  '',
  cursor('a'),
  cursor('a\u0000b'),
  cursor(1, 'a'),
  cursor(1e308, 'a'),
  cursor(-1, 'a'),
];
const queries = Object.values(readPublicSchema().getQueryType()!.getFields()).filter((field) => field.args.length > 0);

describe('bad questions', () => {
  let platform: Platform;
  let ids: CountyIds;
  const actors = new Map<string, Actor>();

  beforeAll(async () => {
    platform = await startTestPlatform();
    ids = await readCountyIds(platform);
    for (const { role, token } of platform.callers) actors.set(role, token ? await platform.actorOf(token) : ANONYMOUS);
  });
  afterAll(() => platform.close());

  it.each(queries.map((field) => [field.name, field] as const))('%s never breaks', async (name, field) => {
    const caller = platform.callers.find(({ role }) => mayTouch(ruleOf('Query', name).rule, actors.get(role)!))!;
    const base = inputOf(field, ownIds(ids, actors.get(caller.role)!, true));
    const wrong: string[] = [];
    for (const argument of field.args) {
      for (const value of argument.name === 'after'
        ? [...NEVER_GIVEN, ...STRAY]
        : (ODD[getNamedType(argument.type).name] ?? [])) {
        const { faults, outcome } = verdictOf(
          await platform.post(caller.token, documentOf('query', field), { ...base, [argument.name]: value }),
          field,
        );
        if (argument.name === 'after' && NEVER_GIVEN.includes(String(value)) && outcome !== 'error')
          wrong.push(`after ${String(value)} was taken`);
        wrong.push(...faults.map((fault) => `${argument.name} ${JSON.stringify(value).slice(0, 60)}: ${fault}`));
      }
    }
    expect([...wrong, ...platform.takeErrors()]).toEqual([]);
  });

  it('changes nothing by asking', async () => {
    const watch = new ChangeWatch(platform);
    await watch.changed();
    for (const field of queries) {
      const caller = platform.callers.find(({ role }) =>
        mayTouch(ruleOf('Query', field.name).rule, actors.get(role)!),
      )!;
      await platform.post(
        caller.token,
        documentOf('query', field),
        inputOf(field, ownIds(ids, actors.get(caller.role)!, true)),
      );
    }
    // Whoever reads others' personal data is on the trail before the answer, and so is who checks the trail.
    expect(await watch.changed()).toEqual([]);
  });

  const json = { 'content-type': 'application/json' };
  const RAW: readonly (readonly [string, RequestInit, number])[] = [
    ['no JSON', { method: 'POST', headers: json, body: '{"query": ' }, 400],
    ['nothing', { method: 'POST', headers: json, body: '' }, 400],
    ['a list of requests', { method: 'POST', headers: json, body: '[{"query":"{ __typename }"}]' }, 400],
    ['a number for the query', { method: 'POST', headers: json, body: '{"query":5}' }, 400],
    [
      'text for the variables',
      { method: 'POST', headers: json, body: '{"query":"{ __typename }","variables":"x"}' },
      400,
    ],
    ['a prototype', { method: 'POST', headers: json, body: '{"query":"{ __typename }","__proto__":{"x":1}}' }, 400],
    ['no GraphQL', { method: 'POST', headers: json, body: '{"query":"{ {{"}' }, 400],
    ['an unknown field', { method: 'POST', headers: json, body: '{"query":"{ nothing }"}' }, 400],
    [
      'more than a mebibyte',
      { method: 'POST', headers: json, body: JSON.stringify({ query: `{ __typename } # ${'x'.repeat(1_200_000)}` }) },
      413,
    ],
    ['a form', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"query":"{ __typename }"}' }, 415],
    ['XML', { method: 'POST', headers: { 'content-type': 'application/xml' }, body: '<x/>' }, 415],
    [
      'a token that nobody was given',
      {
        method: 'POST',
        headers: { ...json, authorization: `Bearer ${'a'.repeat(40)}` },
        body: '{"query":"{ __typename }"}',
      },
      401,
    ],
    [
      'a token of 5,000 characters',
      {
        method: 'POST',
        headers: { ...json, authorization: `Bearer ${'x'.repeat(5000)}` },
        body: '{"query":"{ __typename }"}',
      },
      401,
    ],
    ['another method', { method: 'PUT', headers: json, body: '{}' }, 405],
  ];
  it.each(RAW)('answers %s with a code', async (_what, init, status) => {
    const response = await fetch(`${platform.url}/graphql`, init);
    const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
    expect([response.status, errors[0]!.extensions.code]).toEqual([status, expect.stringMatching(/^[A-Z_]+$/)]);
    expect(JSON.stringify(errors)).not.toMatch(/node_modules|FST_|stacktrace|\.ts:/);
  });
});
