import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { idFrom } from '@heitu/kit/rules/ids';
import { mayTouch, ruleOf } from '../permissions/rules.fixture.ts';
import { verdictOf } from './answers.fixture.ts';
import { foreignIds, inputOf, noIds, ownIds } from './attacks.fixture.ts';
import { readCountyIds, type CountyIds } from './county-ids.fixture.ts';
import { ChangeWatch } from './digest.fixture.ts';
import { documentOf, readPublicSchema, type RootField } from './operations.fixture.ts';
import { startTestPlatform, type Platform, type Reply, type Row } from './platform.fixture.ts';

/** Issue and decision 3: what is taken from somebody is gone within this time, for whoever comes through a gateway. */
const GONE_WITHIN_MS = 5000;
const POLL_MS = 50;

/** Acts of a delegate that no delegated right is asked for, with the reason. */
const NEEDS_NO_RIGHT: Readonly<Record<string, string>> = {
  signOut: 'the session that asks',
  endSession: 'a session of the same person',
  askForHelp: 'whoever works for a party may ask the operator a question (6.2.b)',
};

const schema = readPublicSchema();
const mutations = Object.values(schema.getMutationType()!.getFields());
const mutationOf = (name: string): RootField => schema.getMutationType()!.getFields()[name]!;
/** What the audit trail will be told of a refused act. */
interface RefusedAct {
  operation: string;
  outcome: string;
  code: string;
  actorId: string;
  delegation?: { id: string; delegatorId: string };
}

let platform: Platform;
let ids: CountyIds;
let watch: ChangeWatch;
beforeAll(async () => {
  platform = await startTestPlatform();
  ids = await readCountyIds(platform);
  watch = new ChangeWatch(platform);
});
afterAll(() => platform.close());

const tokenOf = (role: string): string => platform.callers.find((caller) => caller.role === role)!.token!;
const codeOf = ({ errors, data }: Reply): string =>
  String(
    errors?.[0]?.extensions?.['code'] ??
      (Object.values(data ?? {})[0] as Row | undefined)?.['refusalCode'] ??
      'accepted',
  );
const call = (token: string, field: RootField, input: Row) =>
  platform.post(token, documentOf('mutation', field), input);
async function refusedActs(subgraph: string, operation: string): Promise<RefusedAct[]> {
  const rows = await platform.rows(
    subgraph,
    `select payload from Outbox where type = ? and payload like ? order by id`,
    [`${subgraph}.act-recorded.v1`, `%"operation":"${operation}"%`],
  );
  return rows
    .map(({ payload }) => JSON.parse(String(payload)) as RefusedAct)
    .filter(({ outcome }) => outcome === 'refused');
}

/** Asks until it is refused by this code, and says how long that took. */
async function goneAfterMs(token: string, field: RootField, input: Row, code: string): Promise<number> {
  const began = Date.now();
  for (;;) {
    const said = codeOf(await call(token, field, input));
    const tookMs = Date.now() - began;
    if (said === code) return tookMs;
    if (tookMs > GONE_WITHIN_MS) throw new Error(`${field.name} was answered ${said} after ${tookMs} ms, not ${code}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

describe('a member of staff after dismissal', () => {
  const office = (mutation: string, input: Row) =>
    platform.post(tokenOf('operator-admin'), documentOf('mutation', mutationOf(mutation)), { input });

  it('can no longer decide when the role is taken: refused, on record, nothing changed [11.5.de]', async () => {
    const mediator = await platform.actorOf(tokenOf('mediator'));
    const decide = mutationOf('decideComplaint');
    const input = inputOf(decide, ownIds(ids, mediator, true));
    // As long as the role is held, the rule lets the call in; what refuses it then is the complaint's own state.
    expect(['FORBIDDEN', 'UNAUTHENTICATED']).not.toContain(
      codeOf(await call(tokenOf('mediator'), decide, inputOf(decide, noIds))),
    );
    expect(codeOf(await office('setStaffRole', { accountId: mediator.id, role: 'MEDIATOR', active: false }))).toBe(
      'accepted',
    );
    expect(await goneAfterMs(tokenOf('mediator'), decide, inputOf(decide, noIds), 'FORBIDDEN')).toBeLessThan(
      GONE_WITHIN_MS,
    );
    await watch.changed();
    expect(codeOf(await call(tokenOf('mediator'), decide, input))).toBe('FORBIDDEN');
    expect(await watch.changed()).toEqual([]);
    expect((await refusedActs('trust', 'decideComplaint')).at(-1)).toMatchObject({
      actorId: mediator.id,
      code: 'FORBIDDEN',
    });
  });

  it('is out when the account is suspended: refused, on record, nothing changed', async () => {
    const reviewer = await platform.actorOf(tokenOf('reviewer'));
    const decide = mutationOf('decideFiling');
    expect(codeOf(await office('suspendAccount', { accountId: reviewer.id, reason: '离职' }))).toBe('accepted');
    expect(await goneAfterMs(tokenOf('reviewer'), decide, inputOf(decide, noIds), 'UNAUTHENTICATED')).toBeLessThan(
      GONE_WITHIN_MS,
    );
    await watch.changed();
    const answer = await call(tokenOf('reviewer'), decide, inputOf(decide, ownIds(ids, reviewer, true)));
    expect([answer.status, answer.errors![0]!.message]).toEqual([401, '请先登录']);
    expect(await watch.changed()).toEqual([]);
    expect(await refusedActs('trust', 'authenticate')).toMatchObject([
      { actorId: reviewer.id, code: 'ACCOUNT_SUSPENDED' },
    ]);
  });

  it('of a seller is out when the owner takes the post away', async () => {
    const clerk = await platform.actorOf(tokenOf('seller-staff'));
    const label = mutationOf('setPriceLabel');
    expect(['FORBIDDEN', 'UNAUTHENTICATED']).not.toContain(
      codeOf(await call(tokenOf('seller-staff'), label, inputOf(label, noIds))),
    );
    const [post] = await platform.rows('sellers', 'select id from Staff where accountId = ?', [clerk.id]);
    const removed = await platform.post(tokenOf('seller-owner'), documentOf('mutation', mutationOf('removeStaff')), {
      input: { ...(inputOf(mutationOf('removeStaff'), noIds)['input'] as Row), staffId: post!['id'] },
    });
    expect(codeOf(removed)).toBe('accepted');
    // Relays stand still on this platform: what a running one does within a second is done here.
    await platform.subgraphs.get('sellers')!.runOnce('relay');
    expect(await goneAfterMs(tokenOf('seller-staff'), label, inputOf(label, noIds), 'FORBIDDEN')).toBeLessThan(
      GONE_WITHIN_MS,
    );
    expect((await refusedActs('catalog', 'setPriceLabel')).at(-1)).toMatchObject({
      actorId: clerk.id,
      code: 'FORBIDDEN',
    });
  });

  it('is out wherever else they were signed in when they end their other sessions', async () => {
    const { trust } = Object.fromEntries(platform.subgraphs);
    const finance = await platform.actorOf(tokenOf('finance'));
    // A second session of the same person, as another computer would have it.
    const [session] = await platform.rows('trust', 'select * from Session where id = ?', [finance.sessionId]);
    const id = idFrom('second-session');
    await platform.rows(
      'trust',
      `insert into Session (${Object.keys(session!).join(', ')}) values (${Object.keys(session!)
        .map(() => '?')
        .join(', ')})`,
      Object.values({ ...session!, id }),
    );
    const second = tokenOf('finance').replace(finance.sessionId!, id);
    expect((await trust!.authenticate(second))!.id).toBe(finance.id);
    expect((await platform.post(second, '{ me { id } }')).data!['me']).toEqual({ id: finance.id });
    expect(
      (
        await platform.post(
          tokenOf('finance'),
          'mutation { endOtherSessions { ... on OtherSessionsEnded { endedCount } } }',
        )
      ).data!['endOtherSessions'],
    ).toEqual({ endedCount: 1 });
    const settle = mutationOf('produceReturn');
    expect(await goneAfterMs(second, settle, inputOf(settle, noIds), 'UNAUTHENTICATED')).toBeLessThan(GONE_WITHIN_MS);
    expect((await platform.post(tokenOf('finance'), '{ me { id } }')).data!['me']).toEqual({ id: finance.id });
  });
});

describe('a station agent beyond what was delegated', () => {
  let delegate: Actor;
  let token: string;
  let names: { delegation: { id: string; delegatorId: string }; actorId: string };
  const byRule = (allowed: boolean): RootField[] =>
    mutations.filter(
      ({ name }) =>
        ruleOf('Mutation', name).rule !== 'anyone' && mayTouch(ruleOf('Mutation', name).rule, delegate) === allowed,
    );
  const actFor = async (): Promise<string> => {
    const [delegation] = (await platform.post(tokenOf('station-agent'), '{ delegations { id } }')).data![
      'delegations'
    ] as { id: string }[];
    return (
      (
        await platform.post(
          tokenOf('station-agent'),
          'mutation($id: ID!) { actFor(input: { delegationId: $id }) { ... on ActingFor { token } } }',
          { id: delegation!.id },
        )
      ).data!['actFor'] as { token: string }
    ).token;
  };

  beforeAll(async () => {
    token = await actFor();
    delegate = await platform.actorOf(token);
    names = { delegation: delegate.delegation!, actorId: delegate.id };
  });

  it('is refused each act that the role of a delegate has not: on record with both names, nothing changed [11.5.de]', async () => {
    const forbidden = byRule(false);
    expect(forbidden.length).toBeGreaterThan(80);
    await watch.changed();
    const wrong: string[] = [];
    for (const field of forbidden) {
      const code = codeOf(await call(token, field, inputOf(field, ownIds(ids, delegate, false))));
      const act = (await refusedActs(ruleOf('Mutation', field.name).subgraph, field.name)).findLast(
        ({ delegation }) => delegation?.id === names.delegation.id,
      );
      if (
        code !== 'FORBIDDEN' ||
        act?.code !== code ||
        act.actorId !== names.actorId ||
        act.delegation!.delegatorId !== names.delegation.delegatorId
      )
        wrong.push(`${field.name}: ${code}, on record ${JSON.stringify(act)}`);
    }
    expect(wrong).toEqual([]);
    expect(await watch.changed()).toEqual([]);
  });

  it("is refused each act for which a right is missing, on the farmer's own things: on record with both names, nothing changed", async () => {
    // With every right taken out of the delegation nothing is left that it lets do.
    await platform.rows('trust', `update Delegation set rights = '[]' where id = ?`, [names.delegation.id]);
    token = await actFor();
    await watch.changed();
    const [own, foreign] = [ownIds(ids, delegate, false), foreignIds(ids, delegate)];
    // A contract is with another than oneself.
    const farmersIds: typeof own = (place) => (place.field === 'withPartyId' ? foreign : own)(place);
    const wrong: string[] = [];
    const codes = new Map<string, string[]>();
    for (const field of byRule(true)) {
      if (field.name in NEEDS_NO_RIGHT) continue;
      const verdict = verdictOf(await call(token, field, inputOf(field, farmersIds)), field);
      codes.set(String(verdict.code), [...(codes.get(String(verdict.code)) ?? []), field.name]);
      const act = (await refusedActs(ruleOf('Mutation', field.name).subgraph, field.name)).findLast(
        ({ delegation }) => delegation?.id === names.delegation.id,
      );
      if (
        verdict.outcome !== 'refused' ||
        act?.code !== verdict.code ||
        act?.delegation?.delegatorId !== names.delegation.delegatorId
      )
        wrong.push(`${field.name}: ${verdict.outcome} ${verdict.code}, on record ${JSON.stringify(act)}`);
    }
    expect(wrong).toEqual([]);
    // Not there and not yours are the same; a few name what is missing more closely.
    expect(Object.fromEntries([...codes].filter(([code]) => code !== 'NOT_FOUND'))).toEqual({
      SHOP_UNKNOWN: ['createProduct'],
      // It asks for the agent's own money, never the farmer's, and nobody owes the agent any.
      NOTHING_OPEN: ['takeGrowerMoney'],
    });
    expect(await watch.changed()).toEqual([]);
    expect(codes.get('NOT_FOUND')!.length).toBeGreaterThan(40);
  });

  it('is out when the farmer ends it while the agent acts: refused, on record with both names', async () => {
    const confirm = mutationOf('confirmOrder');
    expect(['FORBIDDEN', 'UNAUTHENTICATED']).not.toContain(codeOf(await call(token, confirm, inputOf(confirm, noIds))));
    const agent = tokenOf('station-agent');
    expect(
      (
        await platform.post(
          agent,
          'mutation($id: ID!) { endDelegation(input: { delegationId: $id }) { __typename } }',
          { id: names.delegation.id },
        )
      ).data!['endDelegation'],
    ).toEqual({ __typename: 'DelegationSaved' });
    expect(await goneAfterMs(token, confirm, inputOf(confirm, noIds), 'UNAUTHENTICATED')).toBeLessThan(GONE_WITHIN_MS);
    expect((await refusedActs('trust', 'authenticate')).at(-1)).toMatchObject({ ...names, code: 'DELEGATION_ENDED' });
  });
});
