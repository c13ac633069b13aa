import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '@heitu/kit/rules/actor';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import { APPLICANT, approved, eventsOf, ID_NUMBER, openRoom, peer, STRANGER } from './testing.fixture.ts';

const COPY = 'query($s: ID!, $r: ID!, $p: String!) { sellersCopy(subjectId: $s, requestedBy: $r, purpose: $p) }';
const PURPOSE = '本人要求复制自己的个人信息';
const FARMER = {
  kind: 'FARMER',
  name: '王秀兰',
  legalRepresentative: '王秀兰',
  contactName: '王秀兰',
  contactPhone: '13800000002',
  divisionCode: '230184',
  address: '卫国乡保家村',
  uscc: undefined,
  idNumber: ID_NUMBER,
  exemption: { reason: '个人销售自产农副产品', declaration: '本人声明所售均为自家生产的农副产品。' },
};

describe('a copy that leaves for another room', () => {
  let room: TestSubgraph;
  let partyId: string;
  beforeEach(async () => {
    room = await openRoom();
    ({ partyId } = (await approved(room, FARMER, [])) as { partyId: string });
  });
  afterEach(() => room.close());

  const copies = async (): Promise<any[]> =>
    (await eventsOf(room, 'sellers.act-recorded.v1')).filter((act: any) => act.operation === 'sellersCopy');
  const outbox = async () =>
    JSON.stringify(
      await room.subgraph.orm.em.fork().execute("select payload from `Outbox` where payload like '%sellersCopy%'"),
    );

  it('is on the audit trail of its owner before the answer: the identity number among its fields, whose request it is, and what for [10.4]', async () => {
    const { sellersCopy } = await room.graph<any>(peer('trust'), COPY, {
      s: APPLICANT.id,
      r: APPLICANT.id,
      p: PURPOSE,
    });
    expect(sellersCopy).toContain(ID_NUMBER);
    // Ids and names of fields, no value; the purpose sealed on its way.
    const written = await outbox();
    for (const value of [ID_NUMBER, FARMER.contactPhone, FARMER.address, PURPOSE]) expect(written).not.toContain(value);
    const [copy, ...more] = await copies();
    expect(more).toEqual([]);
    const { openOwn } = room.subgraph.contextFor(systemActor('test'), 'test').vault;
    expect({ ...copy, subject: copy.subject.map((row: any) => ({ ...row, reason: openOwn(row.reason) })) }).toEqual({
      operation: 'sellersCopy',
      requestId: expect.any(String),
      actorKind: 'peer',
      actorId: 'trust',
      roles: [],
      kind: 'read',
      outcome: 'done',
      subject: [{ type: 'account', id: APPLICANT.id, reason: PURPOSE }],
      reads: [
        { subjectId: APPLICANT.id, fields: ['copy'] },
        {
          subjectId: partyId,
          fields: ['copy.address', 'copy.id-number', 'copy.legal-representative', 'copy.name', 'copy.phone'],
        },
      ],
    });
  });

  it('is made at the request of the person alone, for something, and for trust; else nothing is opened and nothing recorded', async () => {
    const asked = async (actor: typeof APPLICANT, s: string, r: string, p: string) =>
      (await room.graphWithErrors(actor, COPY, { s, r, p })).errors?.map(({ extensions }) => extensions!['code']);
    expect(await asked(peer('trust'), APPLICANT.id, STRANGER.id, PURPOSE)).toEqual(['BAD_USER_INPUT']);
    expect(await asked(peer('trust'), APPLICANT.id, APPLICANT.id, ' ')).toEqual(['BAD_USER_INPUT']);
    for (const actor of [peer('payments'), APPLICANT])
      expect(await asked(actor, APPLICANT.id, APPLICANT.id, PURPOSE)).toEqual(['FORBIDDEN']);
    expect(await copies()).toEqual([]);
  });
});
