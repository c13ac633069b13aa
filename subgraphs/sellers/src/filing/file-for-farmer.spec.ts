import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { account, type TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  AGENT,
  eventsOf,
  FARMER_THERE,
  ID_NUMBER,
  openRoom,
  openScans,
  peer,
  REVIEWER,
  STRANGER,
  upload,
} from '../testing.fixture.ts';

const FARMER = account(FARMER_THERE.accountId);
const INK = 'data:image/svg+xml,ink';
const MINE =
  '{ myParties { id name kind state documents { number } filings { id kind state filedAtStation { stationName signature } } } }';

describe('a farmer who files at a village station [7.1.a]', () => {
  let room: TestSubgraph;
  beforeEach(async () => {
    room = await openRoom();
  });
  afterEach(() => room.close());

  const card = async (more: object = {}) => ({
    errandId: 'errand',
    idNumber: ID_NUMBER,
    issuer: '五常市公安局',
    validFromOn: '2020-01-01',
    frontFileId: await upload(room, AGENT, 'licence'),
    backFileId: await upload(room, AGENT, 'licence'),
    exemption: { reason: '个人销售自产农副产品', declaration: '我销售自产的农产品，对质量和安全负责，所填内容属实。' },
    signature: INK,
    ...more,
  });
  const file = async (more: object = {}, who = AGENT) =>
    act(room, who, 'fileForFarmer', await card(more), 'submittedAt');
  const parties = () => room.subgraph.orm.em.fork().execute('select id from `Party`');

  it('owns the party, which waits for a reviewer with the card, the ink and the witness; the agent gets nothing', async () => {
    expect(await file()).toEqual({ submittedAt: expect.any(String) });
    const { myParties } = await room.graph<any>(FARMER, MINE);
    expect(myParties).toMatchObject([
      {
        name: FARMER_THERE.name,
        kind: 'FARMER',
        documents: [{ number: '正面' }, { number: '背面' }],
        filings: [{ state: 'UNDER_REVIEW', filedAtStation: { stationName: FARMER_THERE.stationName, signature: INK } }],
      },
    ]);
    const [{ id, filings }] = myParties;
    expect((await room.graph<any>(AGENT, MINE)).myParties).toEqual([]);
    expect((await room.graph<any>(AGENT, `{ party(id: "${id}") { id } }`)).party).toBeNull();
    // Whoever stood by does not decide it.
    const both = account(AGENT.id, { role: 'reviewer' });
    await openScans(room, filings[0].id, both);
    const decision = { filingId: filings[0].id, decision: 'APPROVE' };
    expect(await act(room, both, 'decideFiling', decision)).toMatchObject({ code: 'OWN_FILING' });
    await openScans(room, filings[0].id);
    expect(await act(room, REVIEWER, 'decideFiling', decision)).toEqual({ id: filings[0].id });
    expect(await eventsOf(room, 'sellers.filing-approved.v1')).toMatchObject([
      { accountId: FARMER.id, partyKind: 'farmer' },
    ]);
  });

  it('needs their word, a true number, a card in force and ink, and leaves nothing where one is missing', async () => {
    expect(await file({ errandId: 'other' })).toMatchObject({ code: 'ERRAND_ENDED' });
    const elsewhere = account('another', { role: 'station-agent', partyId: 'party-station' });
    expect(await file({}, elsewhere)).toMatchObject({ code: 'ERRAND_ENDED' });
    expect(await file({ idNumber: '110105194912310021' })).toMatchObject({ code: 'ID_NUMBER_WRONG' });
    expect(await file({ validUntilOn: '2026-11-24' })).toMatchObject({ code: 'CARD_ENDED' });
    expect(await file({ signature: '赵老根' })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await file({ backFileId: await upload(room, STRANGER, 'licence') })).toMatchObject({ code: 'FILE_UNKNOWN' });
    expect(await parties()).toEqual([]);
    const at = await card();
    const several = await Promise.all([1, 2, 3].map(() => act(room, AGENT, 'fileForFarmer', at, 'submittedAt')));
    expect(several.filter(({ submittedAt }) => submittedAt)).toHaveLength(1);
    expect(await parties()).toHaveLength(1);
  });

  it('is told to them and to the agent when it comes back, and is filed once more at the station [6.4]', async () => {
    await file();
    const { myParties } = await room.graph<any>(FARMER, MINE);
    const [{ id: partyId, filings }] = myParties;
    expect(await file()).toMatchObject({ code: 'ALREADY_UNDER_REVIEW' });
    const back = { filingId: filings[0].id, decision: 'RETURN', reason: '身份证背面看不清' };
    await act(room, REVIEWER, 'decideFiling', back);
    expect(await eventsOf(room, 'sellers.filing-returned.v1')).toEqual([
      {
        filingId: filings[0].id,
        partyId,
        accountId: FARMER.id,
        isRefused: false,
        station: { partyId: 'party-station', name: FARMER_THERE.stationName, agentAccountId: AGENT.id },
      },
    ]);
    const ask = '($id: ID!) { returnedFiling(filingId: $id) { partyName submittedOn reason } }';
    expect(await room.graph(peer('trust'), `query${ask}`, { id: filings[0].id })).toEqual({
      returnedFiling: { partyName: '赵**', submittedOn: '2026-11-25', reason: '身份证背面看不清' },
    });
    expect(await file({ signature: `${INK}2` })).toEqual({ submittedAt: expect.any(String) });
    const [again, ...others] = (await room.graph<any>(FARMER, MINE)).myParties;
    expect(others).toEqual([]);
    expect(again.id).toBe(partyId);
    expect(again.filings).toMatchObject([
      { state: 'UNDER_REVIEW', filedAtStation: { signature: `${INK}2` } },
      { state: 'RETURNED', filedAtStation: null },
    ]);
    const cards = await room.subgraph.orm.em.fork().execute('select state from `Document` order by id');
    expect(cards.map(({ state }: any) => state)).toEqual(['withdrawn', 'withdrawn', 'under-review', 'under-review']);
    const open = again.filings.find(({ state }: any) => state === 'UNDER_REVIEW');
    await openScans(room, open.id);
    await act(room, REVIEWER, 'decideFiling', { filingId: open.id, decision: 'APPROVE' });
  });

  it('renews the card of one who is on file, and keeps what was signed before [6.4]', async () => {
    const until = (validUntilOn: string) => file({ validUntilOn, signature: `${INK}${validUntilOn}` });
    const approve = async () => {
      const { myParties } = await room.graph<any>(FARMER, MINE);
      const { id } = myParties[0].filings.find(({ state }: any) => state === 'UNDER_REVIEW');
      await openScans(room, id);
      await act(room, REVIEWER, 'decideFiling', { filingId: id, decision: 'APPROVE' });
    };
    const ending = () => eventsOf(room, 'sellers.paper-expiring.v1');
    await until('2026-12-20');
    await approve();
    await room.subgraph.runOnce('remind-of-expiry');
    const station = {
      partyId: 'party-station',
      name: FARMER_THERE.stationName,
      agentAccountId: AGENT.id,
      farmerName: '赵**',
    };
    const told = { accountId: FARMER.id, documentTitle: '居民身份证', validUntil: '2026-12-20', station };
    expect(await ending()).toMatchObject([told, told]);

    expect(await until('2027-06-30')).toEqual({ submittedAt: expect.any(String) });
    expect(await until('2027-06-30')).toMatchObject({ code: 'ALREADY_UNDER_REVIEW' });
    await approve();
    const [party, ...others] = (await room.graph<any>(FARMER, MINE)).myParties;
    expect(others).toEqual([]);
    expect(party).toMatchObject({
      documents: Array(4).fill({ number: expect.any(String) }),
      filings: [
        { kind: 'RENEWAL', filedAtStation: { signature: `${INK}2027-06-30` } },
        { kind: 'FIRST', filedAtStation: { signature: `${INK}2026-12-20` } },
      ],
    });
  });

  it('is not told that a card ends where a newer one of theirs is accepted [6.4]', async () => {
    for (const validUntilOn of ['2026-12-20', '2030-12-20']) {
      await file({ validUntilOn });
      const { myParties } = await room.graph<any>(FARMER, MINE);
      const { id } = myParties[0].filings.find(({ state }: any) => state === 'UNDER_REVIEW');
      await openScans(room, id);
      await act(room, REVIEWER, 'decideFiling', { filingId: id, decision: 'APPROVE' });
    }
    await room.subgraph.runOnce('remind-of-expiry');
    expect(await eventsOf(room, 'sellers.paper-expiring.v1')).toEqual([]);
  });

  it('says so too where nobody of the platform looked at it in time, and where it was refused', async () => {
    await file();
    room.clock.advance(60 * DAY_MS);
    await room.subgraph.runOnce('return-unseen-filings');
    await file();
    const { myParties } = await room.graph<any>(FARMER, MINE);
    const { id } = myParties[0].filings.find(({ state }: any) => state === 'UNDER_REVIEW');
    await act(room, REVIEWER, 'decideFiling', { filingId: id, decision: 'REJECT', reason: '不是本人' });
    expect(await eventsOf(room, 'sellers.filing-returned.v1')).toMatchObject([
      { isRefused: false },
      { isRefused: true },
    ]);
  });
});
