import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { ANONYMOUS, rolesOf, systemActor, type Actor } from '@heitu/kit/rules/actor';
import { testSubgraph, type TestSubgraph } from '@heitu/kit/serving/testing';
import { startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { gatherFigures } from '@heitu/kit/rules/evidence';
import { PLATFORM_FEE_RULE, WORKING_DAYS } from '@heitu/standard';
import { DOCUMENTS } from './trust-texts.ts';
import {
  Account,
  CreditTally,
  ProductRating,
  reportOf,
  Review,
  ReviewedProduct,
  TradeMilestone,
  trust,
  REVIEW_RULE_POINTS,
} from '@heitu/trust';
import { consumers, sellers } from '../county/index.ts';
import { seedHistory } from './history.ts';
import { partyId, shopId } from './keys.ts';
import { SIGN_INS } from './sign-ins.ts';
import { seedTrust } from './trust.ts';

const wechat = {
  codeToSession: async (code: string) => ({ openid: code }),
  checkText: async () => 'pass',
  sendSubscribeMessage: async () => 'sent',
};

describe('the demo county in trust', () => {
  let room: TestSubgraph;
  beforeAll(async () => {
    room = await testSubgraph(trust, { services: { wechat, bootstrap: null }, at: '2026-11-25T02:00:00Z' });
    const history = seedHistory(startOfChinaDate('2026-11-25'), { orders: 400 });
    for (let i = 0; i < 2; i++) await seedTrust(room.subgraph.contextFor(systemActor('seed'), 'seed'), history);
  });
  afterAll(() => room.close());

  const signIn = async (login: string): Promise<Actor> => {
    const { password, factorSecret } = SIGN_INS.find((row) => row.login === login)!;
    room.clock.advance(30_000);
    const { signInWithPassword: asked } = await room.graph<any>(
      ANONYMOUS,
      `mutation($l: String!, $p: String!) { signInWithPassword(input: { login: $l, password: $p }) { ... on SignInChallenge { challenge otpauthUri isPasswordDue } } }`,
      { l: login, p: password },
    );
    expect(asked).toMatchObject({ otpauthUri: null, isPasswordDue: false });
    const code = new TOTP({ secret: Secret.fromBase32(factorSecret) }).generate({ timestamp: room.clock.now() });
    const data = await room.graph<any>(
      ANONYMOUS,
      `mutation($input: SignInWithSecondFactorInput!) { signInWithSecondFactor(input: $input) { ... on SignedIn { token } } }`,
      { input: { challenge: asked.challenge, code } },
    );
    return (await room.subgraph.authenticate(data.signInWithSecondFactor.token))!;
  };

  it('lets a person of each role in by the printed sign-in', async () => {
    for (const { login, role } of SIGN_INS)
      expect([login, rolesOf(await signIn(login))]).toEqual([login, ['consumer', role]]);
  });

  it('has a station agent who may act for a farmer', async () => {
    const agent = await signIn('station');
    const [delegation] = (await room.graph<any>(agent, '{ delegations { id state rights } }')).delegations;
    expect(delegation).toMatchObject({ state: 'ACTIVE', rights: ['AFTER_SALES', 'ORDERS', 'PRODUCTS'] });
    const { actFor } = await room.graph<any>(
      agent,
      'mutation($id: ID!) { actFor(input: { delegationId: $id }) { ... on ActingFor { token } } }',
      { id: delegation.id },
    );
    expect((await room.subgraph.authenticate(actFor.token))!.grants).toEqual([
      {
        role: 'seller-staff',
        partyId: partyId('seller:wangxiulan-farmer'),
        rights: ['after-sales', 'orders', 'products'],
      },
    ]);
  });

  it("knows the county's consumers by their WeChat sign-in, with their address", async () => {
    const accounts = await room.subgraph.orm.em.fork().count(Account, {});
    const consumer = consumers[0]!;
    const data = await room.graph<any>(
      ANONYMOUS,
      `mutation($c: String!) { signInWithWechat(input: { code: $c }) { ... on SignedIn { token } } }`,
      { c: consumer.openid },
    );
    const actor = (await room.subgraph.authenticate(data.signInWithWechat.token))!;
    expect((await room.graph<any>(actor, '{ addresses { name phone isDefault } }')).addresses).toEqual([
      { name: consumer.address.receiverName, phone: consumer.address.phone, isDefault: true },
    ]);
    expect(await room.subgraph.orm.em.fork().count(Account, {})).toBe(accounts);
  });

  it("shows everybody their own name in full, and nobody else's", async () => {
    const wechatActor = async (openid: string): Promise<Actor> => {
      const asked = 'mutation($c: String!) { signInWithWechat(input: { code: $c }) { ... on SignedIn { token } } }';
      const { signInWithWechat } = await room.graph<any>(ANONYMOUS, asked, { c: openid });
      return (await room.subgraph.authenticate(signInWithWechat.token))!;
    };
    const [consumer] = consumers;
    const { me } = await room.graph<any>(await wechatActor(consumer!.openid), '{ me { displayName } }');
    expect(me.displayName).toBe(consumer!.nickname);
    const agent = await signIn('station');
    const [delegation, name] = ['delegations { agent { displayName } delegator { displayName } }', 'displayName'];
    const own = await room.graph<any>(agent, `{ me { ${name} } ${delegation} stationAgents { ${name} } }`);
    expect(own.me.displayName).not.toContain('*');
    expect(own.delegations[0].agent).toEqual(own.me);
    expect(own.delegations[0].delegator).toEqual({ displayName: expect.stringMatching(/^王\*+$/) });
    expect(own.stationAgents.map((one: any) => one.displayName)).toEqual([expect.stringMatching(/^.\*+$/)]);
    // Of everybody else only the family name stands in the open, wherever it is read.
    const names = (await room.subgraph.orm.em.fork().find(Account, {})).map(({ displayName }) => displayName);
    expect(names.filter((name) => !/^.\*+$/.test(name))).toEqual([]);
  });

  it('counts each review once, in credit and in ratings', async () => {
    const em = room.subgraph.orm.em.fork();
    const reviews = await em.find(Review, {});
    expect(reviews.length).toBeGreaterThan(50);
    expect(await em.count(TradeMilestone, {})).toBeGreaterThan(300);
    for (const seller of sellers) {
      const own = reviews.filter((review) => review.partyId === partyId(seller.key));
      const tally = await em.findOne(CreditTally, { partyId: partyId(seller.key) });
      expect([tally?.reviewCount ?? 0, tally?.starsTotal ?? 0]).toEqual([
        own.length,
        own.reduce((sum, review) => sum + review.stars, 0),
      ]);
    }
    const starsOf = new Map<string, number[]>();
    for (const { productId, stars } of await em.find(ReviewedProduct, { isShown: true }))
      starsOf.set(productId, [...(starsOf.get(productId) ?? []), stars]);
    const ratings = await em.find(ProductRating, {});
    expect(ratings.length).toBe(starsOf.size);
    for (const { productId, reviewCount, starsTotal } of ratings) {
      const stars = starsOf.get(productId) ?? [];
      expect([reviewCount, starsTotal]).toEqual([stars.length, stars.reduce((sum, one) => sum + one, 0)]);
    }
    const { _entities } = await room.graph<any>(
      ANONYMOUS,
      `query($r: [_Any!]!) { _entities(representations: $r) { ... on Shop { credit { level reviewCount } } } }`,
      { r: [{ __typename: 'Shop', id: shopId(sellers[0]!.key) }] },
    );
    expect(_entities[0].credit.reviewCount).toBeGreaterThan(0);
  });

  it('judges the software by three weeks of uses, with two crashes and a standstill [10.5.cv] [10.5.cw]', async () => {
    const { '10.5.cv': smooth, '10.5.cw': stated } = trust.evidence;
    const context = room.subgraph.contextFor(systemActor('evidence'), 'evidence');
    const nowMs = room.clock.now();
    const figures = await gatherFigures({ '10.5.cv': smooth, '10.5.cw': stated }, context, {
      fromMs: nowMs - 30 * DAY_MS,
      toMs: nowMs + 1,
    });
    const entries = reportOf(new Map([['trust', figures]])).filter(({ clause }) => /^10\.5\.c[vw]$/.test(clause));
    expect(entries.map(({ clause, standing }) => [clause, standing])).toEqual([
      ['10.5.cv', 'met'],
      ['10.5.cw', 'met'],
    ]);
    const [uses] = await room.subgraph.orm.em
      .fork()
      .execute<Record<string, number>[]>(
        'select sum(started) as started, sum(crashed) as crashed, sum(frozen) as frozen from SoftwareDay',
      );
    expect(uses).toMatchObject({ crashed: 2, frozen: 1 });
    expect(uses?.['started']).toBeGreaterThan(200);
  });

  it('says in price list and seller agreement that the published fee is taken, and names no rate of its own', async () => {
    const { publicServicePage, servicePhone } = await room.graph<any>(
      ANONYMOUS,
      '{ servicePhone publicServicePage { documents { kind text } } }',
    );
    const textOf = (kind: string) =>
      publicServicePage.documents.find((one: { kind: string }) => one.kind === kind).text;
    for (const kind of ['FEES', 'SELLER_AGREEMENT']) {
      expect(textOf(kind)).toContain(PLATFORM_FEE_RULE);
      expect(textOf(kind)).not.toMatch(/[%％‰]/);
    }
    expect(textOf('FEES')).not.toContain('不另外抽成');
    for (const [point, says] of Object.entries(REVIEW_RULE_POINTS))
      expect([point, says.test(textOf('REVIEW_RULES'))]).toEqual([point, true]);
    expect(textOf('COMPLAINT_TERMS')).toContain(`${WORKING_DAYS.answerComplaint.days}个工作日内答复`);
    expect(servicePhone).toMatch(/^[\d-]+$/);
  });

  it('has the public page a county would have', async () => {
    const { publicServicePage } = await room.graph<any>(
      ANONYMOUS,
      '{ publicServicePage { documents { kind } staffedHours { hoursAWeek hoursAWeekMin } responseTimes { measuredHours } } }',
    );
    expect(publicServicePage.documents).toHaveLength(DOCUMENTS.length);
    for (const { hoursAWeek, hoursAWeekMin } of publicServicePage.staffedHours)
      expect(hoursAWeek).toBeGreaterThanOrEqual(hoursAWeekMin);
    expect(
      publicServicePage.responseTimes.some((row: { measuredHours: number | null }) => row.measuredHours !== null),
    ).toBe(true);
  });
});
