import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getNamedType, isUnionType } from 'graphql';
import type { Actor } from '@heitu/kit/rules/actor';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { CLIENT } from '@heitu/sandbox/seed';
import { readPublicSchema } from '../contract/operations.fixture.ts';
import { startTestPlatform, type Platform, type Row } from '../contract/platform.fixture.ts';

/** The gateway believes an answer for two seconds, and an event is carried within moments. */
const EFFECT_MS_MAX = 5000;
/** Longer than the gateway believes an answer: what is refused must stay so. */
const STAYS_MS = 2500;
const WAIT_MS = 30_000;
const PROBE_EVERY_MS = 25;
const mutations = readPublicSchema().getMutationType()!.getFields();

/** Asked again and again with what is about to be taken; true while it is still let in. */
type Probe = () => Promise<boolean>;
interface Case {
  isLetIn: Probe;
  revoke(): Promise<unknown>;
}

class World {
  readonly platform: Platform;
  readonly #actors = new Map<string, Actor>();
  private constructor(platform: Platform) {
    this.platform = platform;
  }
  static async open(): Promise<World> {
    const world = new World(await startTestPlatform({ isLive: true }));
    for (const { role, token } of world.platform.callers)
      if (token) world.#actors.set(role, await world.platform.actorOf(token));
    return world;
  }

  tokenOf = (role: string): string => this.platform.callers.find((caller) => caller.role === role)!.token!;
  accountOf = (role: string): string => this.#actors.get(role)!.id;
  partyOf = (role: string): string => this.#actors.get(role)!.grants.find((grant) => grant.role === role)!.partyId!;

  async ask(token: string, query: string): Promise<Row> {
    const { data, errors } = await this.platform.post(token, query);
    if (!data || errors) throw new Error(JSON.stringify(errors));
    return data;
  }
  /** A mutation that must be taken; answers its value's id or token. */
  async act(role: string, mutation: string, input: Row): Promise<string> {
    const { args, type } = mutations[mutation]!;
    const union = getNamedType(type);
    const selections = (isUnionType(union) ? union.getTypes() : []).map(
      (member) =>
        `... on ${member.name} { ${['__typename', 'id', 'token', 'message'].filter((name) => name === '__typename' || name in member.getFields()).join(' ')} }`,
    );
    const { data, errors } = await this.platform.post(
      this.tokenOf(role),
      `mutation($input: ${args[0]!.type}) { ${mutation}(input: $input) { ${selections.join(' ')} } }`,
      { input },
    );
    const value = data?.[mutation] as Record<string, string> | undefined;
    if (!value || 'message' in value) throw new Error(`${mutation}: ${JSON.stringify(errors ?? value)}`);
    return value['token'] ?? value['id']!;
  }
  /** Let in, or refused by this code and no other. */
  unless =
    (code: string, token: string, query: string): Probe =>
    async () => {
      const { errors } = await this.platform.post(token, query);
      const got = errors?.[0]?.extensions?.['code'];
      if (got !== undefined && got !== code) throw new Error(`answered ${String(got)}, should be ${code}`);
      return got === undefined;
    };
}

const CASES: Readonly<Record<string, (world: World) => Case | Promise<Case>>> = {
  async 'a session that its owner ends'(world) {
    const token = world.tokenOf('consumer');
    const sessions = (await world.ask(token, '{ sessions { id isCurrent } }'))['sessions'] as {
      id: string;
      isCurrent: boolean;
    }[];
    return {
      isLetIn: world.unless('UNAUTHENTICATED', token, '{ me { id } }'),
      revoke: () => world.act('consumer', 'endSession', { sessionId: sessions.find(({ isCurrent }) => isCurrent)!.id }),
    };
  },
  "a role of the operator's staff": (world) => ({
    isLetIn: world.unless('FORBIDDEN', world.tokenOf('reviewer'), '{ parties(first: 1) { edges { node { id } } } }'),
    revoke: () =>
      world.act('operator-admin', 'setStaffRole', {
        accountId: world.accountOf('reviewer'),
        role: 'REVIEWER',
        active: false,
      }),
  }),
  'an account that is suspended': (world) => ({
    isLetIn: world.unless('UNAUTHENTICATED', world.tokenOf('mediator'), '{ me { id } }'),
    revoke: () =>
      world.act('operator-admin', 'suspendAccount', { accountId: world.accountOf('mediator'), reason: '离岗审查' }),
  }),
  "one right of a seller's staff": (world) => ({
    async isLetIn() {
      const { managedProducts } = await world.ask(
        world.tokenOf('seller-staff'),
        '{ managedProducts(first: 1) { edges { node { id } } } }',
      );
      return (managedProducts as { edges: unknown[] }).edges.length > 0;
    },
    revoke: () =>
      world.act('seller-owner', 'addStaff', {
        requestId: randomUUID(),
        partyId: world.partyOf('seller-owner'),
        accountId: world.accountOf('seller-staff'),
        name: '赵一',
        role: 'SELLER_STAFF',
        rights: ['COMPLAINTS'],
      }),
  }),
  async 'a delegation'(world) {
    await world.act('seller-owner', 'grantDelegation', {
      requestId: randomUUID(),
      partyId: world.partyOf('seller-owner'),
      agentAccountId: world.accountOf('station-agent'),
      rights: ['ORDERS'],
      until: chinaDate(Date.now() + 30 * DAY_MS),
    });
    const delegations = (await world.ask(world.tokenOf('seller-owner'), '{ delegations { id state } }'))[
      'delegations'
    ] as { id: string; state: string }[];
    const delegationId = delegations.find(({ state }) => state === 'ACTIVE')!.id;
    const acting = await world.act('station-agent', 'actFor', { delegationId });
    return {
      isLetIn: world.unless('UNAUTHENTICATED', acting, '{ sellerOrders(first: 1) { edges { node { id } } } }'),
      revoke: () => world.act('seller-owner', 'endDelegation', { delegationId }),
    };
  },
  async 'a courier who is dismissed'(world) {
    const [courier] = await world.platform.rows('logistics', 'select id from Courier where accountId = ?', [
      world.accountOf('courier'),
    ]);
    return {
      isLetIn: world.unless('FORBIDDEN', world.tokenOf('courier'), '{ carriers { partyId } }'),
      revoke: () => world.act('carrier-manager', 'endCourier', { courierId: courier!['id'] }),
    };
  },
  "a partner's program": (world) => ({
    isLetIn: world.unless(
      'UNAUTHENTICATED',
      world.tokenOf('partner'),
      '{ stockLevels(first: 1) { edges { node { free } } } }',
    ),
    revoke: () => world.act('operator-admin', 'revokeApiClient', { clientId: CLIENT.clientId, reason: '合作结束' }),
  }),
  async 'a seller who is suspended'(world) {
    const { managedProducts } = await world.ask(
      world.tokenOf('seller-owner'),
      '{ managedProducts(first: 100) { edges { node { id onSale } } } }',
    );
    const { id } = (managedProducts as { edges: { node: { id: string; onSale: boolean } }[] }).edges
      .map(({ node }) => node)
      .find(({ onSale }) => onSale)!;
    // Anybody may look; nobody may buy.
    const isLetIn = async () =>
      (
        (await world.ask(world.tokenOf('finance'), `{ product(id: "${id}") { onSale } }`))['product'] as {
          onSale: boolean;
        }
      ).onSale;
    return {
      isLetIn,
      revoke: () =>
        world.act('operator-admin', 'takeMeasure', {
          partyId: world.partyOf('seller-owner'),
          step: 'SUSPENSION',
          reason: '抽检不合格',
          clause: '6.6.end',
        }),
    };
  },
};

/**
 * Milliseconds from when the revoking was answered to the first question that was refused; Infinity where one is let in
 * later.
 */
async function timeOf({ isLetIn, revoke }: Case): Promise<number> {
  // Known to the gateway, and believed as long as can be.
  expect(await isLetIn()).toBe(true);
  await revoke();
  const revokedMs = performance.now();
  while (await isLetIn()) {
    if (performance.now() - revokedMs > WAIT_MS) return Infinity;
    await new Promise((resolve) => setTimeout(resolve, PROBE_EVERY_MS));
  }
  const ms = performance.now() - revokedMs;
  for (const endMs = performance.now() + STAYS_MS; performance.now() < endMs;) {
    if (await isLetIn()) return Infinity;
    await new Promise((resolve) => setTimeout(resolve, PROBE_EVERY_MS));
  }
  return ms;
}

describe('what is revoked is refused within five seconds through the gateway, and stays so', () => {
  let world: World;
  const tookMs = new Map<string, number>();
  beforeAll(async () => {
    world = await World.open();
    const cases = [];
    for (const [what, open] of Object.entries(CASES)) cases.push([what, await open(world)] as const);
    await Promise.all(cases.map(async ([what, one]) => tookMs.set(what, await timeOf(one))));
    process.stderr.write(
      `revoking takes effect after: ${[...tookMs].map(([what, ms]) => `${what} ${(ms / 1000).toFixed(1)} s`).join(', ')}\n`,
    );
  });
  afterAll(() => world.platform.close());

  it.each(Object.keys(CASES))('%s', (what) => expect(tookMs.get(what)).toBeLessThan(EFFECT_MS_MAX));
});
