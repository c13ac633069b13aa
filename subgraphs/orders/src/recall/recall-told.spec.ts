import { createHash } from 'node:crypto';
import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { account } from '@heitu/kit/serving/testing';
import {
  act,
  buy,
  buyer,
  deliverOne,
  honeySeller,
  openOrders,
  orderRow,
  otherBuyer,
  pay,
  riceSeller,
  type Room,
} from '../orders.fixture.ts';

const admin = account('admin', { role: 'operator-admin' });
const CASE = 'recall-1';

describe('who was told of a recall [7.3.6.a-c]', () => {
  let room: Room;
  let orderId: string;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-1', 20, '2026-12-10');
    orderId = (await deliverOne(room, [['rice', 3]])).id;
    await recall('lot-1', CASE);
  });
  afterEach(() => room.close());

  const recall = (lotId: string, caseId: string) =>
    room.tell('catalog.lot-blocked.v1', {
      lotId,
      lotCode: `L-${lotId}`,
      skuId: 'rice',
      partyId: 'party-rice',
      cause: 'recalled',
      reason: '召回',
      recallId: caseId,
      recall: {
        caseId,
        rootLotId: lotId,
        rootLotCode: `L-${lotId}`,
        goods: '五常大米',
        level: 'two',
        hazard: 'residue',
        caller: 'operator',
        orderNumber: null,
        atMs: room.clock.now(),
      },
    });

  const rowNow = () =>
    room.context().rows.selectFrom('RecallRow').selectAll().where('orderId', '=', orderId).executeTakeFirstOrThrow();
  const confirm = async (as: Actor, rowId: string): Promise<any> =>
    (
      await room.graph<any>(
        as,
        'mutation($input: ConfirmRecallReadInput!) { confirmRecallRead(input: $input) { ... on RecallRow { id seenAt } ... on ConfirmRecallReadRefused { code } } }',
        { input: { rowId } },
      )
    ).confirmRecallRead;
  const seen = async (as: Actor, query: string): Promise<any> => room.graph<any>(as, query);

  it('notes who has read of it, once and for its buyer alone, and has called who gets no SMS', async () => {
    const row = await rowNow();
    expect(await confirm(otherBuyer, row.id)).toMatchObject({ code: 'NOT_FOUND' });
    expect((await rowNow()).seenAtMs).toBeNull();
    await confirm(buyer, row.id);
    const seenAtMs = room.clock.now();
    room.clock.advance(HOUR_MS);
    await confirm(buyer, row.id);
    expect(await rowNow()).toMatchObject({ seenAtMs, reachedAtMs: null, state: 'at-buyer', dueAtMs: row.dueAtMs });
    await room.tell('trust.recall-sms-failed.v1', { orderId, lotId: 'lot-1', atMs: room.clock.now() });
    expect(await rowNow()).toMatchObject({ smsFailedAtMs: room.clock.now(), dueAtMs: room.clock.now() });
    const { recallCase } = await seen(admin, `{ recallCase(id: "${CASE}") { figures { seen reached } } }`);
    expect(recallCase.figures).toEqual({ seen: 1, reached: 0 });
  });

  it('waits for its buyer as long as they have not said what became of the goods', async () => {
    const { id, dueAtMs } = await rowNow();
    const waiting = async (as: Actor, state = 'AT_BUYER') =>
      (await seen(as, `{ myRecalls(state: ${state}) { edges { node { id dueAt } } } }`)).myRecalls.edges;
    expect(await waiting(buyer)).toEqual([{ node: { id, dueAt: new Date(dueAtMs).toISOString() } }]);
    expect([await waiting(otherBuyer), await waiting(buyer, 'GONE')]).toEqual([[], []]);
    await room.context().em.execute("update `RecallRow` set state = 'gone' where state = 'at-buyer'");
    expect([await waiting(buyer), (await waiting(buyer, 'GONE')).length]).toEqual([[], 1]);
  });

  it('waits for its seller as long as goods of it lie sealed there, and for no other', async () => {
    const waitFor = async (as: Actor) =>
      (await seen(as, '{ recallCases(toDestroy: true) { edges { node { id } } } }')).recallCases.edges.map(
        ({ node }: { node: { id: string } }) => node.id,
      );
    expect([await waitFor(riceSeller), await waitFor(honeySeller), await waitFor(admin)]).toEqual([[CASE], [], []]);
    const write = (sql: string) => room.context().em.execute(sql);
    // Another seller's goods of the same case are theirs to destroy.
    await write("update `RecallRow` set partyId = 'party-honey' where state = 'sealed'");
    expect([await waitFor(riceSeller), await waitFor(honeySeller)]).toEqual([[], [CASE]]);
    await write("update `RecallRow` set state = 'destroyed' where state = 'sealed'");
    expect(await waitFor(honeySeller)).toEqual([]);
  });

  it('waits for nobody who sent the goods back before there was a recall', async () => {
    const stateOf = async (id: string): Promise<string> => {
      room.clock.advance(HOUR_MS);
      await room.subgraph.runOnce();
      return (await seen(admin, `{ recallCase(id: "${id}") { state } }`)).recallCase.state;
    };
    await room.release('rice', 'lot-2', 20, '2026-12-20');
    const placed = await buy(room, [['rice', 2]]);
    const refused = String(placed.orders[0].id);
    await pay(room, placed);
    await act(room, riceSeller, 'confirmOrder', { orderId: refused });
    await act(room, riceSeller, 'pickOrder', { orderId: refused });
    await room.tell('logistics.shipment-refused.v1', {
      shipmentId: `shipment-${refused}`,
      orderId: refused,
      carrierPartyId: 'party-carrier',
      reason: '不要了',
      atMs: room.clock.now(),
    });
    expect((await orderRow(room, refused)).state).toBe('coming-back');
    await recall('lot-2', 'recall-2');
    expect(await stateOf('recall-2')).toBe('NOTIFIED');
    // Whoever has some is waited for.
    expect(await stateOf(CASE)).toBe('OPENED');
    const { tellingId } = await rowNow();
    await room.tell('trust.buyer-told.v1', { tellingId, by: 'message', atMs: room.clock.now() });
    expect(await stateOf(CASE)).toBe('NOTIFIED');
  });

  it('is issued once as it stands, kept byte for byte, and told to be signed; anew when something has changed', async () => {
    const issue = async (as: Actor): Promise<any> =>
      (
        await room.graph<any>(
          as,
          'mutation($input: IssueRecallReportInput!) { issueRecallReport(input: $input) { ... on RecallCase { reports { code digest } } ... on IssueRecallReportRefused { code } } }',
          { input: { caseId: CASE } },
        )
      ).issueRecallReport;
    const open = async (as: Actor): Promise<Buffer> =>
      Buffer.from(
        (
          await room.subgraph.edge(
            { method: 'GET', path: `/recall-reports/${CASE}`, query: {}, headers: {}, body: Buffer.alloc(0) },
            as,
            'r',
          )
        ).body!,
      );
    const draft = await open(admin);
    await expect(issue(riceSeller)).rejects.toThrow('FORBIDDEN');
    const { reports } = await issue(admin);
    room.clock.advance(HOUR_MS);
    expect((await issue(admin)).reports).toEqual(reports);
    const [{ code, digest }] = reports;
    const file = await open(riceSeller);
    expect(file.equals(draft)).toBe(false);
    expect(createHash('sha256').update(file).digest('hex')).toBe(digest);
    const [told, ...more] = await room.published('orders.paper-issued.v1');
    expect(more).toEqual([]);
    expect(told).toMatchObject({ code, digest, kind: 'recall-report', subject: '五常大米，批号L-lot-1' });
    expect((told as any).facts).toContainEqual({ name: '级别', value: '二级召回' });
    expect(JSON.stringify(told)).not.toContain('香屯水稻合作社');
    const { id: rowId } = await rowNow();
    await room.graph(buyer, 'mutation($input: AnswerRecallInput!) { answerRecall(input: $input) { __typename } }', {
      input: { rowId, answer: 'EATEN' },
    });
    expect((await issue(admin)).reports).toHaveLength(2);
    expect((await open(admin)).equals(file)).toBe(false);
  });

  it('is a file for the authority, numbered and without its buyers, for those who may see the case', async () => {
    const open = (as: Actor) =>
      room.subgraph.edge(
        { method: 'GET', path: `/recall-reports/${CASE}`, query: {}, headers: {}, body: Buffer.alloc(0) },
        as,
        'r',
      );
    for (const as of [admin, riceSeller]) {
      const { status, headers, body } = await open(as);
      expect([status, headers?.['content-type']]).toEqual([200, 'application/pdf']);
      expect(String(body)).toMatch(/^%PDF-/);
    }
    expect((await open(honeySeller)).status).toBe(404);
    expect((await open(buyer)).status).toBe(404);
    const { recallCase } = await seen(riceSeller, `{ recallCase(id: "${CASE}") { levelText timesBasis } }`);
    expect(recallCase).toEqual({
      levelText: '要紧的：吃了可能不舒服，20个工作日内办完',
      timesBasis: expect.stringContaining('没有核对过原文'),
    });
  });
});
