import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import type { GraphAnswer, GraphRequest } from '@heitu/kit/messages/peers';
import { ROLES } from '@heitu/standard';
import { inputOf, noIds } from '../contract/attacks.fixture.ts';
import { readCountyIds, unknownId } from '../contract/county-ids.fixture.ts';
import { ChangeWatch } from '../contract/digest.fixture.ts';
import { documentOf, readPublicSchema } from '../contract/operations.fixture.ts';
import { startTestPlatform, type Platform } from '../contract/platform.fixture.ts';
import { ENTITIES, gatewayFor, readSamples } from './rows.fixture.ts';
import { mayTouch, ruleOf } from './rules.fixture.ts';
import { attemptsOn, type Attempt } from './strangers.fixture.ts';

/** More statements for what is another's than for what is not there, with the reason. */
const MORE_STATEMENTS: Readonly<Record<string, string>> = {
  'Address: quote(addressId)': "who tried to have something sent to another's address is told to that other",
};
/** Kinds of rows that nobody can name to the platform but who sees them anyway: they are seen within others only. */
const NOT_ASKED_FOR = ['Refund', 'Training', 'Contract'];
/** Of the same order of magnitude: between half a millisecond and a few, processors are not more exact. */
const RATIO_MAX = 3;
const TIMES_FIRST = 7;
const TIMES_LAST = 41;

const schema = readPublicSchema();
const PEOPLE: readonly (readonly [string, Actor])[] = [
  ['anonymous', ANONYMOUS],
  ...ROLES.map(
    ({ role, kind }) =>
      [role, { kind: kind === 'service' ? 'client' : 'account', id: 'somebody', grants: [{ role }] } as Actor] as const,
  ),
  [
    'delegate',
    {
      kind: 'account',
      id: 'somebody',
      grants: [{ role: 'seller-staff', partyId: 'somebody', rights: ['orders'] }],
      delegation: { id: 'leave', delegatorId: 'owner' },
    },
  ],
];
const ROOTS = [
  ...Object.values(schema.getQueryType()!.getFields()).map((field) => ['query', 'Query', field] as const),
  ...Object.values(schema.getMutationType()!.getFields()).map((field) => ['mutation', 'Mutation', field] as const),
];

describe.each([
  ['SQLite', undefined],
  ['MariaDB', 'heitu_denials'],
] as const)('a denial on %s', (database, mariaDb) => {
  let platform: Platform;
  let gateway: Awaited<ReturnType<typeof gatewayFor>>;
  let watch: ChangeWatch;
  let attempts: readonly Attempt[];
  let statements: string[] = [];

  beforeAll(async () => {
    platform = await startTestPlatform({
      mariaDb,
      ...(!mariaDb && { onStatement: (sql) => void statements.push(sql) }),
    });
    gateway = await gatewayFor(platform.subgraphs);
    attempts = await attemptsOn(platform, await readSamples(platform), await readCountyIds(platform));
    watch = new ChangeWatch(platform);
    await watch.changed();
  });
  afterAll(async () => {
    await gateway.close();
    await platform.close();
  });

  const ask = ({ actor, subgraph, throughGateway, direct }: Attempt, id: string): Promise<GraphAnswer> => {
    const { query, variables } = (throughGateway ?? direct)(id);
    return throughGateway
      ? gateway.post(actor, query, variables!)
      : platform.subgraphs.get(subgraph)!.execute({ query, variables }, actor, 'denials');
  };
  /** An answer without what differs between two questions in any case: the id asked for, request ids. */
  const essence = (answer: GraphAnswer, asked: string): string =>
    JSON.stringify(answer)
      .replaceAll(asked, '<id>')
      .replaceAll(/"requestId":"[^"]*"/g, '');

  it.each(PEOPLE)('of a root field by the role of %s changes nothing', async (_role, actor) => {
    const denial = actor.kind === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    const wrong: string[] = [];
    let denied = 0;
    for (const [kind, type, field] of ROOTS) {
      // What answers a question is the same whichever database: there only what could change something is tried.
      if (mariaDb && kind === 'query') continue;
      if (mayTouch(ruleOf(type, field.name).rule, actor)) continue;
      const { errors } = await gateway.post(actor, documentOf(kind, field), inputOf(field, noIds));
      if (errors?.[0]?.extensions?.['code'] !== denial) wrong.push(`${field.name}: ${JSON.stringify(errors)}`);
      denied += 1;
    }
    expect(wrong).toEqual([]);
    expect(denied).toBeGreaterThan(0);
    expect(await watch.changed()).toEqual([]);
  });

  it.each(ENTITIES.map(({ type }) => type))(
    "of what is another's is that of what is not there, and changes nothing: %s",
    async (type) => {
      const own = attempts.filter((attempt) => attempt.type === type);
      expect(own.length > 0).toBe(!NOT_ASKED_FOR.includes(type));
      const wrong: string[] = [];
      for (const attempt of own) {
        const [theirs, nobodys] = [attempt.theirs, unknownId(type)];
        const asked = async (id: string) => {
          statements = [];
          return { text: essence(await ask(attempt, id), id), statements: statements.length };
        };
        const [there, nowhere] = [await asked(theirs), await asked(nobodys)];
        if (there.text !== nowhere.text)
          wrong.push(`${attempt.what}: another's ${there.text}, nobody's ${nowhere.text}`);
        // What was prepared for the first of its kind is at hand for the second.
        if (there.statements === nowhere.statements || attempt.way in MORE_STATEMENTS) continue;
        const again = await asked(theirs);
        if (again.statements !== nowhere.statements)
          wrong.push(
            `${attempt.what}: ${again.statements} statements for another's, ${nowhere.statements} for nobody's`,
          );
      }
      expect(wrong).toEqual([]);
      expect(await watch.changed()).toEqual([]);
    },
    60_000,
  );

  // Counted in processor time, which other work does not lengthen; a database server spends its own elsewhere.
  if (mariaDb) return;
  it("of what is another's takes as long as that of what is not there", async () => {
    const ways = [...new Map(attempts.map((attempt) => [attempt.way, attempt])).values()];
    const wrong: string[] = [];
    let worst = { ratio: 1, way: '' };
    for (const { way, type, theirs, subgraph, actor, direct } of ways) {
      const execute = async (request: GraphRequest) => {
        const began = process.cpuUsage();
        await platform.subgraphs.get(subgraph)!.execute(request, actor, 'denials');
        const { user, system } = process.cpuUsage(began);
        return user + system;
      };
      const compare = async (times: number) => {
        const took: [number[], number[]] = [[], []];
        // By turns, so that what slows the machine down slows both.
        for (let i = 0; i < times; i++)
          for (const [at, id] of [theirs, unknownId(type)].entries()) took[at]!.push(await execute(direct(id)));
        const [there, nowhere] = took.map((all) => all.sort((x, y) => x - y)[Math.floor(times / 2)]!) as [
          number,
          number,
        ];
        return Math.max(there, nowhere) / Math.min(there, nowhere);
      };
      let ratio = await compare(TIMES_FIRST);
      if (ratio > RATIO_MAX) ratio = await compare(TIMES_LAST);
      if (ratio > RATIO_MAX) wrong.push(`${way}: ${ratio.toFixed(1)} times as long`);
      if (ratio > worst.ratio) worst = { ratio, way };
    }
    expect(wrong).toEqual([]);
    expect(await watch.changed()).toEqual([]);
    process.stderr.write(
      `denials on ${database}: ${attempts.length} attempts by ${ways.length} ways; the medians of ${TIMES_FIRST} differ most in ${worst.way}: by a factor of ${worst.ratio.toFixed(1)}\n`,
    );
  }, 120_000);
});
