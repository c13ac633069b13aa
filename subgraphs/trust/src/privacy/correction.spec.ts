import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { nodesOf, PICTURE } from '@heitu/kit/serving/testing';
import type { TrustContext } from '../context.ts';
import { CARRIER, openTrust, SELLER, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

const reviewer = staff('reviewer');
const peer = (id: string): Actor => ({ kind: 'peer', id, grants: [] });

describe('what a person asks to have put right (PIPL 46) [10.4]', () => {
  let room: TrustRoom;
  let owner: Actor;
  beforeEach(async () => {
    room = await openTrust();
    owner = await room.owner('seller', SELLER);
  });
  afterEach(() => room.close());

  const ask = async (more: object = {}, actor = owner): Promise<any> =>
    (
      await room.graph<any>(
        actor,
        'mutation($input: AskCorrectionInput!) { askCorrection(input: $input) { __typename ... on Correction { id dueAt state value } ... on AskCorrectionRefused { refused: code } } }',
        { input: { field: 'FILING_NAME', partyId: SELLER, value: '王秀蓝', reason: '身份证上是蓝色的蓝', ...more } },
      )
    ).askCorrection;
  const decide = async (correctionId: string, isCorrected: boolean, actor = reviewer): Promise<any> =>
    (
      await room.graph<any>(
        actor,
        'mutation($input: DecideCorrectionInput!) { decideCorrection(input: $input) { __typename ... on Correction { state } ... on DecideCorrectionRefused { refused: code } } }',
        { input: { correctionId, isCorrected, answer: '看过身份证，已改' } },
      )
    ).decideCorrection;
  const due = async (actor: Actor) =>
    (await room.graph<any>(actor, '{ trustDue { kind title } }')).trustDue.filter(
      (one: any) => one.kind === 'CORRECTION',
    );
  const nameFor = async (correctionId: string, room_ = 'sellers') =>
    (
      await room.graphWithErrors(peer(room_), 'query($id: ID!) { correctedName(correctionId: $id) }', {
        id: correctionId,
      })
    ).data?.['correctedName'];

  it('lies with a reviewer for fifteen working days, then with the administrator too; what is granted reaches the filing, and the person is told', async () => {
    expect(await ask({ partyId: 'ANOTHER' })).toMatchObject({ refused: 'NOT_FOUND' });
    expect(await ask({ partyId: null })).toMatchObject({ refused: 'NOT_FOUND' });
    const staffName = { field: 'STAFF_NAME', partyId: null };
    expect(await ask(staffName)).toMatchObject({ refused: 'NOT_FOUND' });
    await room.subgraph.orm.em
      .fork()
      .execute('update `Account` set `passwordHash` = ? where `id` = ?', ['x', owner.id]);
    expect(await ask(staffName)).toMatchObject({ state: 'ASKED' });
    await room.subgraph.orm.em.fork().execute('delete from `Correction`');
    const upload = await room.subgraph.edge(
      { method: 'POST', path: '/files', query: { purpose: 'correction-photo' }, headers: {}, body: PICTURE },
      owner,
      'r',
    );
    const photo = JSON.parse(String(upload.body)).id;
    const { id, dueAt } = await ask({ photoIds: [photo] });
    expect(Date.parse(dueAt)).toBe(addWorkingDays(room.clock.now(), 15));
    expect(await ask()).toMatchObject({ refused: 'ALREADY_ASKED' });
    expect(await due(reviewer)).toEqual([{ kind: 'CORRECTION', title: '备案上的姓名或名称' }]);
    const stored = JSON.stringify(await room.subgraph.orm.em.fork().execute('select * from `Correction`'));
    for (const value of ['王秀蓝', '身份证']) expect(stored).not.toContain(value);
    const of = (actor: Actor, path = `/files/${photo}`) =>
      room.subgraph.edge({ method: 'GET', path, query: {}, headers: {}, body: Buffer.alloc(0) }, actor, 'r');
    expect([(await of(reviewer)).status, (await of(staff('finance'))).status]).toEqual([200, 404]);

    // Not before it is granted, and to nobody else.
    expect(await nameFor(id)).toBeNull();
    const both = staff('reviewer');
    expect(await decide(id, true, { ...both, id: owner.id })).toMatchObject({ refused: 'NOT_FOUND' });
    expect(await decide(id, true)).toMatchObject({ state: 'CORRECTED' });
    expect(await decide(id, false)).toMatchObject({ refused: 'WRONG_STATE' });
    const [granted] = (await room.events()).filter(({ type }) => type === 'trust.correction-granted.v1');
    expect(granted?.payload).toEqual({ correctionId: id, partyId: SELLER });
    expect([await nameFor(id), await nameFor(id, 'orders')]).toEqual(['王秀蓝', null]);
    const mine = (await room.graph<any>(owner, '{ myCorrections { state value answer } }')).myCorrections;
    expect(mine).toEqual([{ state: 'CORRECTED', value: '王秀蓝', answer: '看过身份证，已改' }]);
    const told = nodesOf((await room.graph<any>(owner, '{ messages { edges { node { title body } } } }')).messages);
    expect(told[0]).toEqual({ title: '您申请更正的信息已改好', body: '备案上的姓名或名称：看过身份证，已改' });
    expect(await due(reviewer)).toEqual([]);
    // The next one may be asked for.
    expect(await ask()).toMatchObject({ state: 'ASKED' });
  });

  it('of the same name is the newest that was granted, whichever is asked for', async () => {
    const { id: first } = await ask();
    await decide(first, true);
    room.clock.advance(HOUR_MS);
    const { id: second } = await ask({ value: '王秀岚' });
    expect(await nameFor(first)).toBe('王秀蓝');
    await decide(second, true);
    expect([await nameFor(first), await nameFor(second)]).toEqual(['王秀岚', '王秀岚']);
    const { id: refused } = await ask({ value: '王绣岚' });
    await decide(refused, false);
    expect([await nameFor(first), await nameFor(refused)]).toEqual(['王秀岚', null]);
  });

  it('of whoever others wrote down reaches sellers and logistics, and leaves the account of who has no name on it', async () => {
    const { actor: courier } = await room.signIn('courier');
    const staffName = { field: 'STAFF_NAME', partyId: null, value: '孟晓军' };
    expect(await ask(staffName, courier)).toMatchObject({ refused: 'NOT_FOUND' });
    await room.tell('logistics', 'logistics.courier-changed.v1', {
      courierId: 'COURIER1',
      accountId: courier.id,
      carrierPartyId: CARRIER,
      active: true,
    });
    const names = () =>
      room.subgraph.orm.em.fork().execute('select displayName, fullName from `Account` where id = ?', [courier.id]);
    const before = await names();
    const { id } = await ask(staffName, courier);
    expect(await nameFor(id, 'logistics')).toBeNull();
    await decide(id, true);
    const sent = (await room.events()).filter(({ type }) => type === 'trust.staff-name-corrected.v1');
    expect(sent.map(({ payload }) => payload)).toEqual([{ correctionId: id, accountId: courier.id }]);
    expect([await nameFor(id, 'logistics'), await nameFor(id), await nameFor(id, 'orders')]).toEqual([
      '孟晓军',
      '孟晓军',
      null,
    ]);
    expect(await names()).toEqual(before);
  });

  it('of whoever came to a station is their own name, which an agent typed', async () => {
    const { actor: villager } = await room.signIn('villager');
    const fields = async () => (await room.graph<any>(villager, '{ correctableFields }')).correctableFields;
    const name = { field: 'STAFF_NAME', partyId: null, value: '赵老庚' };
    expect(await fields()).toEqual(['OTHER']);
    expect(await ask(name, villager)).toMatchObject({ refused: 'NOT_FOUND' });
    const vault = (room.subgraph.contextFor(villager, 'test') as TrustContext).vault;
    const typed = await vault.sealText(villager.id, '赵老根');
    await room.subgraph.orm.em
      .fork()
      .execute('update `Account` set `fullName` = ?, `displayName` = ? where `id` = ?', [typed, '赵**', villager.id]);
    expect(await fields()).toEqual(['STAFF_NAME', 'OTHER']);
    const { id } = await ask(name, villager);
    await decide(id, true);
    expect((await room.graph<any>(villager, '{ me { displayName } }')).me.displayName).toBe('赵老庚');
  });

  it('is what a party is known by from then on: an older name that comes late changes nothing', async () => {
    const known = async () =>
      (await room.subgraph.orm.em.fork().execute('select name from `KnownParty` where partyId = ?', [SELLER]))[0]?.[
        'name'
      ];
    const renamed = (partyName: string, id?: string) =>
      room.tell(
        'sellers',
        'sellers.party-renamed.v1',
        { partyId: SELLER, partyKind: 'seller', partyName, accountId: owner.id, suppliers: [] },
        id,
      );
    room.clock.advance(2 * HOUR_MS);
    for (let times = 0; times < 2; times++) await renamed('黄**', 'e1');
    expect(await known()).toBe('黄**');
    room.clock.advance(-HOUR_MS);
    await renamed('汪**');
    await room.owner('seller', SELLER);
    expect(await known()).toBe('黄**');
    room.clock.advance(3 * HOUR_MS);
    await renamed('皇**');
    expect(await known()).toBe('皇**');
  });

  it('that is late lies on two desks, and shows in the evidence; one that is refused changes nothing', async () => {
    const { id } = await ask();
    room.clock.advance(40 * 86_400_000);
    expect([(await due(reviewer)).length, (await due(staff('operator-admin'))).length]).toEqual([1, 1]);
    expect(await decide(id, false)).toMatchObject({ state: 'REFUSED' });
    expect(await nameFor(id)).toBeNull();
    expect((await room.events()).map(({ type }) => type)).not.toContain('trust.correction-granted.v1');
  });
});
