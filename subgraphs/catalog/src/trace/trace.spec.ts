import { createPublicKey, verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, systemActor } from '@heitu/kit/rules/actor';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import { TRADE_RECORDS } from '@heitu/standard';
import { ERASED_TEXT, isSealed, type SealedText } from '@heitu/kit/privacy/vault';
import { act, documentedLot, draft, openRoom, rowCount, seller } from '../testing.fixture.ts';
import { traceEventInput, tracedLot } from './traced-lot.fixture.ts';
import {
  commitmentBefore,
  commitmentOf,
  commitmentOfShown,
  genesisHash,
  leafHash,
  linkHash,
  rootFrom,
  sealText,
} from './chain.ts';
import { Lot } from '../lot/lot.entity.ts';
import { TraceChain, TraceEvent, TraceSealLeaf } from './trace.entity.ts';

describe('a trace', () => {
  let room: TestSubgraph;
  let lotId: string;
  let code: string;
  beforeEach(async () => {
    room = await openRoom();
    ({ lotId, code } = await tracedLot(room));
  });
  afterEach(() => room.close());
  const trace = async () =>
    (
      await room.graph<any>(
        ANONYMOUS,
        'query($code: String!) { trace(code: $code) { verified notice eventCount lot { traceSteps } seal { root keyId } tampered { sequence problem } events { sequence verified title } } }',
        { code },
      )
    ).trace;
  const opened = (row: { content: SealedText }) =>
    room.subgraph.contextFor(systemActor('test'), 'test').vault.openTextUnrecorded('party-1', row.content);
  const em = () => room.subgraph.orm.em.fork();
  const edge = (method: string, path: string, body: object | string = '') =>
    room.subgraph.edge(
      {
        method,
        path,
        query: {},
        headers: {},
        body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
      },
      ANONYMOUS,
      'r',
    );
  /**
   * What somebody with the database and the code, but without the key, could do: rewrite an event and every hash after
   * it.
   */
  const rewriteFrom = async (sequence: number) => {
    const events = await em().find(TraceEvent, { lotId }, { orderBy: { sequence: 'asc' } });
    let head = genesisHash(lotId);
    for (const row of events) {
      const content = row.sequence === sequence ? (await opened(row)).replace('装袋', '换袋') : await opened(row);
      const commitment = commitmentOf(content, row.salt);
      head = linkHash(head, commitment);
      await em().nativeUpdate(TraceEvent, { id: row.id }, { content: content as never, commitment, hash: head });
    }
    await em().nativeUpdate(TraceChain, { lotId }, { headHash: head });
  };

  it('verifies as it was written [5.1]', async () => {
    expect(await trace()).toMatchObject({ verified: true, tampered: [], eventCount: 4, lot: { traceSteps: 4 } });
  });

  it("shows which event was altered, through the sandbox's own tampering", async () => {
    expect(await edge('POST', '/sandbox/tamper', { lotCode: code, sequence: 3 })).toMatchObject({ status: 200 });
    const found = await trace();
    expect(found).toMatchObject({
      verified: false,
      tampered: [{ sequence: 3, problem: 'CONTENT' }],
      notice: expect.stringContaining('被改动过'),
    });
    expect(
      Object.fromEntries(
        found.events.map((shown: { sequence: number; verified: boolean }) => [shown.sequence, shown.verified]),
      ),
    ).toEqual({ 1: true, 2: true, 3: false, 4: true });
  });

  it('shows a broken link, a missing event, a cut tail and an event whose text no longer parses', async () => {
    await em().nativeUpdate(TraceEvent, { lotId, sequence: 2 }, { hash: 'f'.repeat(64) });
    expect((await trace()).tampered).toEqual([
      { sequence: 2, problem: 'LINK' },
      { sequence: 3, problem: 'LINK' },
    ]);
    await em().nativeDelete(TraceEvent, { lotId, sequence: 2 });
    expect((await trace()).tampered).toEqual([{ sequence: 2, problem: 'MISSING' }]);
    await em().nativeUpdate(TraceEvent, { lotId, sequence: 3 }, { content: '{' as never });
    expect((await trace()).tampered).toEqual([
      { sequence: 2, problem: 'MISSING' },
      { sequence: 3, problem: 'CONTENT' },
    ]);
  });

  it("shows a cut tail by the chain's head", async () => {
    await em().nativeDelete(TraceEvent, { lotId, sequence: 4 });
    expect((await trace()).tampered).toEqual([{ sequence: 4, problem: 'MISSING' }]);
    await em().nativeUpdate(TraceChain, { lotId }, { length: 3 });
    expect((await trace()).tampered).toEqual([{ sequence: 0, problem: 'HEAD' }]);
  });

  it('shows a chain that was rewritten as a whole, by the signed seal over it', async () => {
    await room.subgraph.runOnce();
    expect(await trace()).toMatchObject({ verified: true, seal: { root: expect.any(String) } });
    await rewriteFrom(3);
    expect(await trace()).toMatchObject({ verified: false, tampered: [{ sequence: 0, problem: 'SEAL' }] });
    const { events } = await trace();
    expect(events.some((shown: { verified: boolean }) => shown.verified)).toBe(false);
  });

  it('shows a chain whose seal was taken away, once other seals have followed', async () => {
    await room.subgraph.runOnce();
    await em().nativeDelete(TraceSealLeaf, { lotId });
    expect((await trace()).verified).toBe(true);
    room.clock.advance(20 * MINUTE_MS);
    const { skuId } = await draft(room);
    await documentedLot(room, skuId);
    await em().nativeUpdate(TraceChain, { lotId }, { sealedLength: 99 });
    await room.subgraph.runOnce();
    expect((await trace()).tampered).toEqual([{ sequence: 0, problem: 'SEAL' }]);
  });

  it('is sealed again only when a chain has grown and ten minutes have passed', async () => {
    const seals = async () => {
      await room.subgraph.runOnce();
      return rowCount(room, 'TraceSeal');
    };
    expect([await seals(), await seals()]).toEqual([1, 1]);
    room.clock.advance(11 * MINUTE_MS);
    expect(await seals()).toBe(1);
    await act(room, seller, 'recordTraceEvent', traceEventInput(lotId), 'sequence');
    expect([await seals(), await seals()]).toEqual([2, 2]);
    expect((await trace()).verified).toBe(true);
  });

  it('is signed with a key whose public half anyone can fetch', async () => {
    await room.subgraph.runOnce();
    const key = JSON.parse(String((await edge('GET', '/trace-key')).body));
    const [seal] = (await em()
      .getKysely()
      .selectFrom('TraceSeal' as never)
      .selectAll()
      .execute()) as any[];
    expect(key).toMatchObject({ algorithm: 'Ed25519', keyId: seal.keyId });
    expect(
      verify(
        null,
        Buffer.from(sealText(seal)),
        createPublicKey(key.publicKeyPem),
        Buffer.from(seal.signature, 'base64url'),
      ),
    ).toBe(true);
  });

  it('is exported as an EPCIS document that names no person', async () => {
    const answer = await edge('GET', `/epcis/${code}`);
    const document = JSON.parse(String(answer.body));
    expect(document).toMatchObject({ type: 'EPCISDocument', schemaVersion: '2.0' });
    expect(document.epcisBody.eventList.map((one: any) => [one.action, one.bizStep, one.disposition])).toEqual([
      ['OBSERVE', 'receiving', 'in_progress'],
      ['OBSERVE', 'inspecting', 'conformant'],
      ['OBSERVE', 'packing', 'in_progress'],
      ['OBSERVE', 'stocking', 'sellable_accessible'],
    ]);
    expect(String(answer.body)).not.toContain('李建国');
    expect((await edge('GET', '/epcis/unknown')).status).toBe(404);
  });

  it('offers no tampering outside the sandbox', async () => {
    const real = await openRoom(undefined, false);
    const answer = await real.subgraph.edge(
      {
        method: 'POST',
        path: '/sandbox/tamper',
        query: {},
        headers: {},
        body: Buffer.from('{"lotCode":"x","sequence":1}'),
      },
      ANONYMOUS,
      'r',
    );
    expect(answer.status).toBe(404);
    await real.close();
    for (const body of ['', '{', '[]', '{"lotCode":1}', { lotCode: code, sequence: 0 }])
      expect((await edge('POST', '/sandbox/tamper', body)).status).toBe(400);
    expect((await edge('POST', '/sandbox/tamper', { lotCode: code, sequence: 99 })).status).toBe(404);
  });

  it('grows by what the carrier does, once for each event, and names no order', async () => {
    const shipment = {
      shipmentId: 's1',
      handoverId: 'h1',
      orderId: 'order-1',
      afterSaleId: null,
      carrierPartyId: 'c1',
      trackingNumber: 'T1',
      atMs: room.clock.now(),
      productTemperatureCelsius: 3.5,
      lots: [
        { lotId, units: 2 },
        { lotId: 'unknown', units: 1 },
      ],
    };
    await room.receive('logistics', 'logistics.shipment-taken-over.v1', shipment, 'e1');
    await room.receive('logistics', 'logistics.shipment-taken-over.v1', shipment, 'e1');
    await room.receive('logistics', 'logistics.alarm-raised.v1', {
      alarmId: 'a1',
      carrierPartyId: 'c1',
      shipmentIds: ['s1'],
      severity: 'high',
      lotIds: [lotId],
      atMs: room.clock.now(),
    });
    await room.receive('logistics', 'logistics.shipment-delivered.v1', {
      ...shipment,
      courierAccountId: 'courier',
      inTime: true,
    });
    await room.receive('logistics', 'logistics.shipment-returned.v1', {
      shipmentId: 's2',
      orderId: 'order-2',
      resellable: true,
      atMs: room.clock.now(),
      lots: [{ lotId, units: 1 }],
    });
    const found = await trace();
    expect(found.verified).toBe(true);
    expect(found.events.slice(4).map((shown: { title: string }) => shown.title)).toEqual([
      '配送方接货',
      '温度报警',
      '送达签收',
      '退回商家',
    ]);
    const stored = await em().find(TraceEvent, { lotId });
    for (const row of stored) expect(await opened(row)).not.toMatch(/order-1|courier/);
    expect(JSON.stringify(stored)).not.toMatch(/order-1|courier/);
  });

  const shown = async () =>
    (
      await room.graph<any>(
        ANONYMOUS,
        'query($code: String!) { trace(code: $code) { verified lot { producerName } events { title note place verified } } }',
        { code },
      )
    ).trace;
  it('at rest nothing of it can be read; rows of before it was sealed still open, and are sealed by the job', async () => {
    const before = await shown();
    const stored = await em().find(TraceEvent, { lotId });
    const lot = await em().findOneOrFail(Lot, { id: lotId });
    expect([...stored.map((row) => row.content), lot.supplierName].every(isSealed)).toBe(true);
    expect(JSON.stringify([stored, lot.supplierName])).not.toMatch(/装袋|合作社|龙凤山/);
    // As a replica of before the upgrade wrote them.
    for (const row of stored)
      await em().nativeUpdate(TraceEvent, { id: row.id }, { content: (await opened(row)) as never });
    await em().nativeUpdate(Lot, { id: lotId }, { supplierName: '五常乐园水稻种植合作社' as never });
    expect(await shown()).toEqual(before);
    await room.subgraph.runOnce('seal-texts');
    expect((await em().find(TraceEvent, { lotId })).every((row) => isSealed(row.content))).toBe(true);
    expect(isSealed((await em().findOneOrFail(Lot, { id: lotId })).supplierName)).toBe(true);
    expect(await shown()).toEqual(before);
  });

  it("shows what was put under another lot's seal, or cut short, as altered", async () => {
    const [first, second] = await em().find(TraceEvent, { lotId }, { orderBy: { sequence: 'asc' } });
    await em().nativeUpdate(TraceEvent, { id: first!.id }, { content: second!.content });
    await em().nativeUpdate(
      TraceEvent,
      { id: second!.id },
      { content: `${String(second!.content).slice(0, -8)}AAAAAAA=` as never },
    );
    expect((await trace()).tampered).toEqual([
      { sequence: 1, problem: 'CONTENT' },
      { sequence: 2, problem: 'CONTENT' },
    ]);
    await em().nativeUpdate(TraceEvent, { id: first!.id }, { content: ERASED_TEXT as never });
    expect((await trace()).tampered).toContainEqual({ sequence: 1, problem: 'CONTENT' });
  });

  it('of a seller who is forgotten stays whole while its words are gone [10.4]', async () => {
    await room.receive('sellers', 'sellers.party-erased.v1', { partyId: 'party-1' });
    await room.subgraph.runOnce('erase-persons');
    expect((await shown()).lot.producerName).toBe('香屯合作社');
    room.clock.advance(TRADE_RECORDS.keptMs + 1);
    await room.subgraph.runOnce('erase-persons');
    const left = await shown();
    expect(left).toMatchObject({ verified: true, lot: { producerName: ERASED_TEXT } });
    expect(
      new Set(left.events.map((one: { title: string; note: string | null }) => `${one.title} ${one.note}`)),
    ).toEqual(new Set([`${ERASED_TEXT} null`]));
    // What the carrier still tells of such a lot has no place any longer, and holds up no other event.
    await room.receive('logistics', 'logistics.alarm-raised.v1', {
      alarmId: 'late',
      carrierPartyId: 'c1',
      shipmentIds: [],
      severity: 'high',
      lotIds: [lotId],
      atMs: room.clock.now(),
    });
    expect((await shown()).events).toHaveLength(left.events.length);
  });

  const PROOF =
    'query($code: String!) { trace(code: $code) { verified proof { lotId events { sequence commitment shown shownSalt hidden } seal { length headHash proof text signature publicKey } } } }';
  const proof = async () => (await room.graph<any>(ANONYMOUS, PROOF, { code })).trace.proof;

  it('proves itself to whoever computes it, and names neither a person nor a shipment [5.1]', async () => {
    await room.subgraph.runOnce('seal-trace-heads');
    const { events, seal, lotId: of } = await proof();
    const links = events.reduce(
      (made: string[], one: { commitment: string }) => [
        ...made,
        linkHash(made.at(-1) ?? genesisHash(of), one.commitment),
      ],
      [],
    );
    expect(events.map(commitmentOfShown)).toEqual(events.map((one: { commitment: string }) => one.commitment));
    expect(links[seal.length - 1]).toBe(seal.headHash);
    const way = seal.proof.map((step: string) => ({ side: step.split(':')[0], hash: step.split(':')[1] }));
    expect(rootFrom(leafHash({ lotId: of, length: seal.length, headHash: seal.headHash }), way)).toBe(
      JSON.parse(seal.text).root,
    );
    expect(
      verify(null, Buffer.from(seal.text), createPublicKey(seal.publicKey), Buffer.from(seal.signature, 'base64url')),
    ).toBe(true);
    expect(JSON.stringify(events)).not.toMatch(/李建国|actorName|reference|"salt"/);
  });

  it('proves of an altered event that it was altered', async () => {
    await edge('POST', '/sandbox/tamper', { lotCode: code, sequence: 3 });
    const { events } = await proof();
    expect(
      events
        .filter((one: any) => one.shown !== null && commitmentOfShown(one) !== one.commitment)
        .map((one: { sequence: number }) => one.sequence),
    ).toEqual([3]);
  });

  it('is still good where it was written before a part could be shown alone', async () => {
    let head = genesisHash(lotId);
    for (const row of await em().find(TraceEvent, { lotId }, { orderBy: { sequence: 'asc' } })) {
      const commitment = commitmentBefore(await opened(row), row.salt);
      head = linkHash(head, commitment);
      await em().nativeUpdate(TraceEvent, { id: row.id }, { commitment, hash: head });
    }
    await em().nativeUpdate(TraceChain, { lotId }, { headHash: head });
    expect(await trace()).toMatchObject({ verified: true });
    expect((await proof()).events.map((one: { shown: string | null }) => one.shown)).toEqual([null, null, null, null]);
  });

  it('answers null for a code that is not there, not yet released, or far too long', async () => {
    for (const unknown of ['nothing', 'x'.repeat(10_000), "' or 1=1 --"])
      expect(
        (await room.graph<any>(ANONYMOUS, 'query($code: String!) { trace(code: $code) { code } }', { code: unknown }))
          .trace,
      ).toBeNull();
  });
});
