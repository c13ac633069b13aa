import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { verdictOf } from '@heitu/kit/rules/evidence';
import { technicalEvidence } from '../disclosure/technical.evidence.ts';
import { contextOf, openTrust, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

const admin = staff('operator-admin');
const MEDIUM = 'id state holder isHeld taker place isOffSite availableActions';
const HELD = ['有人保管、放在异地的离线介质', '没有在岗的人保管的离线介质', '放在机房同一处超过7天的离线介质'];

describe('in whose hands off-line media are [11.7.4.dz]', () => {
  let room: TrustRoom;
  let keeper: Actor;
  let clerk: Actor;
  beforeEach(async () => {
    room = await openTrust();
    keeper = await person('zhang.baoguan', '张保管', 'OPERATOR_ADMIN');
    clerk = await person('li.shenhe', '李审核', 'REVIEWER');
  });
  afterEach(() => room.close());

  const run = async (actor: Actor, name: string, input: object, fields: string): Promise<any> => {
    const Name = `${name[0]!.toUpperCase()}${name.slice(1)}`;
    return (
      await room.graph<any>(
        actor,
        `mutation($input: ${Name}Input!) { ${name}(input: $input) { __typename ${fields} ... on ${Name}Refused { refused: code } } }`,
        { input },
      )
    )[name];
  };
  const onMedium = (actor: Actor, name: string, input: object) =>
    run(actor, name, input, `... on BackupMedium { ${MEDIUM} }`);
  async function person(login: string, displayName: string, role: string): Promise<Actor> {
    const { accountId } = await run(
      admin,
      'createStaffAccount',
      { requestId: login, login, displayName, roles: [role], password: 'Erken-taiga-58' },
      '... on StaffAccountSaved { accountId }',
    );
    return { ...staff(role.toLowerCase().replace('_', '-')), id: accountId };
  }
  const register = (actor = keeper, more: object = {}) =>
    onMedium(actor, 'registerMedium', {
      requestId: `r${Math.random()}`,
      label: 'HT-001',
      kind: 'TAPE',
      place: '机房柜子',
      isOffSite: true,
      ...more,
    });
  const handOver = (id: string, from = keeper, to = clerk) =>
    onMedium(from, 'handOverMedium', {
      requestId: `r${Math.random()}`,
      mediumId: id,
      takerId: to.id,
      purpose: '送档案馆异地存放',
    });
  const confirm = (id: string, actor = clerk) =>
    onMedium(actor, 'confirmCustody', { mediumId: id, place: '县档案馆3号柜', isOffSite: true });
  const listed = async (actor = keeper) =>
    (
      await room.graph<any>(
        actor,
        `{ backupMedia { edges { node { ${MEDIUM} handovers { giver taker purpose place offeredAt confirmedAt lapsedAt } } } } }`,
      )
    ).backupMedia.edges.map(({ node }: any) => node);
  const due = async (actor: Actor) =>
    (await room.graph<any>(actor, '{ trustDue { kind title } }')).trustDue
      .filter(({ kind }: any) => kind.startsWith('MEDIUM'))
      .map(({ kind, title }: any) => `${kind} ${title}`);
  const told = async () => {
    const nowMs = room.clock.now();
    const figures = await technicalEvidence['11.7.4.dy-dz']!(contextOf(room), {
      fromMs: nowMs - 30 * DAY_MS,
      toMs: nowMs + 1,
    });
    return HELD.map((label) => {
      const figure = figures.find((one) => one.label === label)!;
      return [figure.value, verdictOf(figure)];
    });
  };

  it('change when whoever takes one has signed, and both signatures stay on record', async () => {
    const { id, ...first } = await register();
    expect(first).toMatchObject({ state: 'KEPT', holder: '张保管', isHeld: true, taker: null });
    expect(first.availableActions).toEqual(['HAND_OVER', 'DESTROY']);
    expect(await handOver(id)).toMatchObject({ state: 'OFFERED', holder: '张保管', taker: '李审核' });
    expect(await due(clerk)).toEqual(['MEDIUM_HANDOVER HT-001']);
    expect(await due(keeper)).toEqual(['MEDIUM_HANDOVER HT-001']);
    room.clock.advance(HOUR_MS);
    expect(await confirm(id)).toMatchObject({ state: 'KEPT', holder: '李审核', taker: null, place: '县档案馆3号柜' });
    expect([await due(clerk), await due(keeper)]).toEqual([[], []]);
    const [medium] = await listed();
    expect(medium.availableActions).toEqual([]);
    expect(medium.handovers).toEqual([
      expect.objectContaining({ giver: '张保管', taker: '李审核', purpose: '送档案馆异地存放', lapsedAt: null }),
    ]);
    const [{ offeredAt, confirmedAt }] = medium.handovers;
    expect(Date.parse(confirmedAt) - Date.parse(offeredAt)).toBe(HOUR_MS);
  });

  it('change by nobody else’s act, and nothing is changed by one', async () => {
    const { id } = await register();
    expect(await register()).toMatchObject({ refused: 'LABEL_TAKEN' });
    expect(await handOver(id, clerk, clerk)).toMatchObject({ refused: 'NOT_FOUND' });
    expect(await handOver(id, keeper, keeper)).toMatchObject({ refused: 'SAME_PERSON' });
    expect(await handOver(id, keeper, staff('reviewer'))).toMatchObject({ refused: 'NOT_A_KEEPER' });
    expect(await handOver('01H00000000000000000000000')).toMatchObject({ refused: 'NOT_FOUND' });
    expect(await confirm(id)).toMatchObject({ refused: 'NOT_FOUND' });
    expect(await onMedium(clerk, 'destroyMedium', { mediumId: id, how: '消磁' })).toMatchObject({
      refused: 'INVALID_INPUT',
    });
    const destroy = (actor: Actor) => onMedium(actor, 'destroyMedium', { mediumId: id, how: '消磁，李审核在场' });
    expect(await destroy(clerk)).toMatchObject({ refused: 'NOT_FOUND' });
    await handOver(id);
    expect(await handOver(id)).toMatchObject({ refused: 'WRONG_STATE' });
    expect(await destroy(keeper)).toMatchObject({ refused: 'WRONG_STATE' });
    expect(await confirm(id, keeper)).toMatchObject({ refused: 'NOT_FOUND' });
    expect(await room.count('MediumHandover')).toBe(1);
    expect(await listed()).toMatchObject([{ state: 'OFFERED', holder: '张保管', place: '机房柜子' }]);
  });

  it('stay with the giver when nobody signs within two working days', async () => {
    const { id } = await register();
    await handOver(id);
    // Wednesday to Friday.
    room.clock.advance(2 * DAY_MS - 1);
    await room.subgraph.runOnce('lapse-media');
    expect(await listed()).toMatchObject([{ state: 'OFFERED' }]);
    room.clock.advance(DAY_MS);
    await room.subgraph.runOnce('lapse-media');
    expect(await listed()).toMatchObject([
      {
        state: 'KEPT',
        holder: '张保管',
        taker: null,
        handovers: [{ confirmedAt: null, lapsedAt: expect.any(String) }],
      },
    ]);
    expect(await confirm(id)).toMatchObject({ refused: 'NOT_FOUND' });
  });

  it('are owed where there is none, and breached where whoever has one is with the operator no more', async () => {
    expect(await told()).toEqual([
      [0, 'absent'],
      [0, 'few'],
      [0, 'few'],
    ]);
    const { id } = await register(keeper, { isOffSite: false });
    await handOver(id);
    await confirm(id);
    expect(await told()).toEqual([
      [1, 'met'],
      [0, 'met'],
      [0, 'met'],
    ]);
    await run(admin, 'suspendAccount', { accountId: clerk.id, reason: '离岗' }, '__typename');
    expect(await told()).toEqual([
      [0, 'absent'],
      [1, 'breached'],
      [0, 'met'],
    ]);
    expect(await due(keeper)).toEqual(['MEDIUM_UNHELD HT-001']);
    const other = await person('wang.caiwu', '王财务', 'FINANCE');
    // Only an administrator stands in for somebody who has left.
    expect(await handOver(id, other, keeper)).toMatchObject({ refused: 'NOT_FOUND' });
    await handOver(id, keeper, other);
    await onMedium(other, 'confirmCustody', { mediumId: id, place: '机房柜子', isOffSite: false });
    room.clock.advance(8 * DAY_MS);
    expect(await told()).toEqual([
      [0, 'absent'],
      [0, 'met'],
      [1, 'breached'],
    ]);
    expect(await onMedium(other, 'destroyMedium', { mediumId: id, how: '消磁后粉碎，张保管在场' })).toMatchObject({
      state: 'DESTROYED',
      availableActions: [],
    });
    expect((await told())[2]).toEqual([0, 'few']);
  });
});
