import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { verdictOf } from '@heitu/kit/rules/evidence';
import { identityEvidence } from '../identity/identity.evidence.ts';
import { contextOf, matrixOf, openTrust, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { WATCHED_EVERY_MS } from './version.policy.ts';

const FRESH = '近一天核对过、正在用的权限表';
const LATE = '用了14天还没有人批准的权限表';
const ORDERS = ['Query.orders: signed-in', 'Mutation.pay: role consumer'];
const OPENED = ['Query.orders: anyone', 'Mutation.pay: role consumer'];
const admin = staff('operator-admin');

describe('which rules the platform runs with, and who answers for them [5.3.e-i]', () => {
  let room: TrustRoom;
  beforeEach(async () => {
    room = await openTrust();
    room.rules = Object.assign(room.rules, { orders: ORDERS, payments: ['Query.payment: role finance'] });
  });
  afterEach(() => room.close());

  const look = async (days = 0) => {
    room.clock.advance(days * DAY_MS + WATCHED_EVERY_MS);
    await room.subgraph.runOnce('watch-permissions');
  };
  const versions = async (open = false) =>
    (
      await room.graph<any>(
        admin,
        `query($open: Boolean!) { permissionVersions(onlyOpen: $open, sort: SEEN_AT) { edges { node {
          id digest ruleCount addedCount removedCount changes isInForce state dueAt approvedByName availableActions } } } }`,
        { open },
      )
    ).permissionVersions.edges.map(({ node }: any) => node);
  const approve = async (versionId: string, actor = admin) =>
    (
      await room.graph<any>(
        actor,
        `mutation($input: ApprovePermissionVersionInput!) { approvePermissionVersion(input: $input) {
          __typename ... on PermissionVersion { state approvedAt } ... on Refusal { reason } } }`,
        { input: { versionId } },
      )
    ).approvePermissionVersion;
  const told = async () => {
    const nowMs = room.clock.now();
    const period = { fromMs: nowMs - 30 * DAY_MS, toMs: nowMs + 1 };
    return (await identityEvidence['5.3.e-i'](contextOf(room), period))
      .filter(({ label }) => [FRESH, LATE].includes(label))
      .map((figure) => [figure.value, verdictOf(figure)]);
  };
  const states = async () => (await versions()).map(({ state, isInForce }: any) => (isInForce ? `${state}*` : state));

  it('are written down once, and told when they change: what came and what went', async () => {
    expect(await told()).toEqual([
      [0, 'absent'],
      [0, 'few'],
    ]);
    await look();
    await look();
    const [first, ...more] = await versions();
    expect(more).toEqual([]);
    expect(first).toMatchObject({ ruleCount: 4, addedCount: 4, removedCount: 0, changes: [], state: 'UNAPPROVED' });
    room.rules['orders'] = OPENED;
    await look();
    const [, second] = await versions();
    expect(second).toMatchObject({
      ruleCount: 4,
      addedCount: 1,
      removedCount: 1,
      changes: ['- orders Query.orders: signed-in', '+ orders Query.orders: anyone'],
      availableActions: ['APPROVE'],
    });
    expect(second.digest).not.toBe(first.digest);
    expect(await states()).toEqual(['REPLACED', 'UNAPPROVED*']);
    // The rules of this room count as well.
    room.services.matrix = matrixOf(['Query.me: anyone']);
    await look();
    expect((await versions()).at(-1).changes).toEqual(['- trust Query.me: signed-in', '+ trust Query.me: anyone']);
  });

  it('are a breach where nobody approves them in fourteen days, and none once somebody does', async () => {
    await look();
    await look(13);
    expect(await told()).toEqual([
      [1, 'met'],
      [0, 'met'],
    ]);
    await look(1);
    expect(await told()).toEqual([
      [1, 'met'],
      [1, 'breached'],
    ]);
    const [version] = await versions(true);
    expect(await approve(version.id)).toMatchObject({ state: 'APPROVED' });
    expect(await approve(version.id)).toMatchObject({ reason: 'WRONG_STATE' });
    expect(await told()).toEqual([
      [1, 'met'],
      [0, 'met'],
    ]);
    expect(await versions(true)).toEqual([]);
  });

  it('have their day from the first that nobody approved, however often they change', async () => {
    await look();
    const [{ dueAt }] = await versions();
    room.rules['orders'] = OPENED;
    await look(10);
    expect((await versions()).map((one: any) => one.dueAt)).toEqual([dueAt, dueAt]);
    await look(5);
    expect(await told()).toEqual([
      [1, 'met'],
      [1, 'breached'],
    ]);
    // Replaced too late is still one that ran too long.
    room.rules['orders'] = ORDERS;
    await look();
    expect((await told())[1]).toEqual([2, 'breached']);
  });

  it('stay approved when they come back, and wait again where they never were', async () => {
    await look();
    const [first] = await versions();
    await approve(first.id);
    room.rules['orders'] = OPENED;
    await look(30);
    room.rules['orders'] = ORDERS;
    await look(1);
    expect(await states()).toEqual(['APPROVED*', 'REPLACED']);
    expect((await told())[1]).toEqual([0, 'met']);
    const [, second] = await versions();
    expect(await approve(second.id)).toMatchObject({ reason: 'WRONG_STATE' });
    // Back within the fortnight: its day is the same. Long after: it has a fortnight again.
    room.rules['orders'] = OPENED;
    await look(1);
    expect((await versions())[1]).toMatchObject({ state: 'UNAPPROVED', dueAt: second.dueAt });
    room.rules['orders'] = ORDERS;
    await look(1);
    room.rules['orders'] = OPENED;
    await look(60);
    expect(Date.parse((await versions())[1].dueAt)).toBe(room.clock.now() + 14 * DAY_MS);
    expect(await room.count('PermissionVersion')).toBe(2);
  });

  it('are not known where a room does not tell them, and of old say nothing of now', async () => {
    room.down.add('payments');
    await look();
    expect(await room.count('PermissionVersion')).toBe(0);
    room.down.delete('payments');
    await look();
    expect((await told())[0]).toEqual([1, 'met']);
    room.down.add('payments');
    await look(1);
    room.clock.advance(HOUR_MS);
    expect((await told())[0]).toEqual([0, 'absent']);
  });

  it('lie on the desk of the administrator, and late on that of the authority as well', async () => {
    const due = async (role: string) =>
      (await room.graph<any>(staff(role), '{ trustDue { kind title } }')).trustDue.filter(
        ({ kind }: any) => kind === 'PERMISSION_VERSION',
      ).length;
    await look();
    expect([await due('operator-admin'), await due('regulator')]).toEqual([1, 0]);
    await look(15);
    expect([await due('operator-admin'), await due('regulator')]).toEqual([1, 1]);
  });

  it('are looked at every ten minutes, and no more often', async () => {
    await look();
    const seen = async () =>
      (await room.subgraph.orm.em.fork().execute('select lastSeenAtMs from PermissionVersion'))[0];
    const before = await seen();
    room.clock.advance(WATCHED_EVERY_MS - 1);
    await room.subgraph.runOnce('watch-permissions');
    expect(await seen()).toEqual(before);
    await look();
    expect(await seen()).not.toEqual(before);
  });
});
