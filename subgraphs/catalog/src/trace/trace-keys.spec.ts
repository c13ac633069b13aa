import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, systemActor } from '@heitu/kit/rules/actor';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { generateSigningKey } from '@heitu/kit/messages/signing';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  documentedLot,
  draft,
  firstKey,
  openRoom,
  requestId,
  rowCount,
  seller,
  signing,
} from '../testing.fixture.ts';
import { commitmentOf, genesisHash, linkHash } from './chain.ts';
import { TraceChain, TraceEvent, TraceSeal } from './trace.entity.ts';
import { publicPemOf, signHandover, traceKeysOf, type Handover } from './trace-keys.ts';

const second = generateSigningKey().privatePem;
const third = generateSigningKey().privatePem;
const handover = (more: Partial<Handover> & { atMs: number }, from = firstKey, to = second): string =>
  JSON.stringify([
    signHandover(
      { formerKey: publicPemOf(from), newKey: publicPemOf(to), formerUntilMs: more.atMs, reason: 'replaced', ...more },
      { former: more.reason === 'lost' ? null : from, next: to },
    ),
  ]);

describe('a trace key that is replaced', () => {
  let room: TestSubgraph;
  let keys: ReturnType<typeof signing>;
  let lotId: string;
  let code: string;
  beforeEach(async () => {
    keys = signing();
    room = await openRoom(undefined, true, keys);
    const { skuId } = await draft(room);
    ({ lotId, code } = await documentedLot(room, skuId));
    await grow();
    await act(room, seller, 'releaseLot', { lotId });
    await seal();
  });
  afterEach(() => room.close());
  const PROOF = 'proof { seal { text signature publicKey } handovers { text signature newSignature } }';
  const SHOWN = `verified notice seal { keyId sealedAt } tampered { sequence problem text } ${PROOF}`;
  const TRACE = `query($code: String!) { trace(code: $code) { ${SHOWN} } }`;
  const trace = async () => (await room.graph<any>(ANONYMOUS, TRACE, { code })).trace;
  const grow = () =>
    act(
      room,
      seller,
      'recordTraceEvent',
      {
        requestId: requestId(),
        lotId,
        bizStep: 'packing',
        at: '2026-11-01T01:00:00Z',
        place: '龙凤山镇',
        note: '装袋',
      },
      'sequence',
    );
  const seal = () => room.subgraph.runOnce('seal-trace-heads');
  const em = () => room.subgraph.orm.em.fork();
  const edge = async (path: string, query: Record<string, string> = {}) => {
    const answer = await room.subgraph.edge(
      { method: 'GET', path, query, headers: {}, body: Buffer.alloc(0) },
      ANONYMOUS,
      'r',
    );
    return { status: answer.status, body: JSON.parse(String(answer.body)) };
  };
  /** As a restart with another configuration does. */
  const configure = (pem: string, handovers?: string) => Object.assign(keys, signing(pem, handovers));

  it('leaves an old chain whole, before it is sealed anew and after: each seal is verified with its own key', async () => {
    const first = signing();
    configure(second, handover({ atMs: room.clock.now() + 1 }));
    room.clock.advance(MINUTE_MS);
    const before = await trace();
    expect(before.notice).toBe('平台核对：追溯记录前后对得上，和签名时一样；写下的内容是否属实不在核对之内');
    expect(before).toMatchObject({
      verified: true,
      tampered: [],
      seal: { keyId: first.traceSigner.keyId },
      proof: { seal: { publicKey: first.traceSigner.publicPem } },
    });
    expect(JSON.parse(before.proof.handovers[0].text)).toMatchObject({
      formerKey: first.traceSigner.publicPem,
      newKey: keys.traceSigner.publicPem,
      reason: 'replaced',
    });
    // Nothing has grown; at once every chain comes under the new key too.
    await seal();
    expect(await rowCount(room, 'TraceSeal')).toBe(2);
    expect(await trace()).toMatchObject({
      verified: true,
      tampered: [],
      seal: { keyId: keys.traceSigner.keyId },
      proof: { seal: { publicKey: keys.traceSigner.publicPem } },
    });
    await seal();
    expect(await rowCount(room, 'TraceSeal')).toBe(2);
  });

  it('is told as unknown where nothing leads to it, and seals of it are not taken', async () => {
    configure(second);
    expect(await trace()).toMatchObject({
      verified: false,
      tampered: [{ sequence: 0, problem: 'KEY', text: '签名用的密钥不是平台公布的' }],
    });
    // Whose signatures nobody knows any longer is not signed anew either: it would look as if it had always been so.
    room.clock.advance(MINUTE_MS);
    await seal();
    expect(await rowCount(room, 'TraceSeal')).toBe(1);
  });

  it('leaked: what it sealed after that moment is told, what it sealed before stands', async () => {
    const sealedAtMs = room.clock.now();
    room.clock.advance(HOUR_MS);
    configure(second, handover({ atMs: room.clock.now(), formerUntilMs: sealedAtMs - 1, reason: 'leaked' }));
    expect(await trace()).toMatchObject({
      verified: false,
      tampered: [{ sequence: 0, problem: 'RETIRED', text: '签名的日期在这把密钥停用之后' }],
    });
    configure(second, handover({ atMs: room.clock.now(), formerUntilMs: sealedAtMs, reason: 'leaked' }));
    expect(await trace()).toMatchObject({ verified: true, tampered: [] });
    await seal();
    expect(await trace()).toMatchObject({ verified: true, seal: { keyId: keys.traceSigner.keyId } });
  });

  it('lost: the hand-over says so and has no signature; old seals still verify with their key', async () => {
    room.clock.advance(HOUR_MS);
    configure(second, handover({ atMs: room.clock.now(), reason: 'lost' }));
    expect(await trace()).toMatchObject({ verified: true, proof: { handovers: [{ signature: null }] } });
  });

  it.each([
    ['that ends with another key', () => [handover({ atMs: 1 }, firstKey, third)]],
    [
      'that somebody else signed',
      () => [handover({ atMs: 1 }).replace(/"signature":"[^"]{8}/, '"signature":"AAAAAAAA')],
    ],
    [
      'that the new key did not accept',
      () => [handover({ atMs: 1 }).replace(/"newSignature":"[^"]{8}/, '"newSignature":"AAAAAAAA')],
    ],
    [
      'without a signature, though the key was there',
      () => [handover({ atMs: 1 }).replace(/"signature":"[^"]+"/, '"signature":null')],
    ],
    ['that ends the former key after it', () => [handover({ atMs: 1, formerUntilMs: 2 })]],
    ['with a gap', () => [handover({ atMs: 1 }, firstKey, third), handover({ atMs: 2 }, firstKey, second)]],
    [
      'that comes back to a key of before',
      () => [handover({ atMs: 1 }, second, firstKey), handover({ atMs: 2 }, firstKey, second)],
    ],
    ['that is none', () => ['{"text":""}']],
  ])('refuses to start on a line of hand-overs %s', (_what, made) => {
    const list = made().flatMap((one) => JSON.parse(one) as object | object[]);
    expect(() => traceKeysOf(publicPemOf(second), JSON.stringify(list))).toThrow('TRACE_KEY_HANDOVERS');
  });

  it('does not sign a rewritten chain anew, neither when it grows nor when the key changes', async () => {
    // The whole chain with another text in it, in good order: only its seal contradicts.
    const vault = room.subgraph.contextFor(systemActor('test'), 'test').vault;
    let head = genesisHash(lotId);
    for (const row of await em().find(TraceEvent, { lotId }, { orderBy: { sequence: 'asc' } })) {
      const content = (await vault.openTextUnrecorded('party-1', row.content)).replace('装袋', '换袋');
      const commitment = commitmentOf(content, row.salt);
      head = linkHash(head, commitment);
      await em().nativeUpdate(TraceEvent, { id: row.id }, { content: content as never, commitment, hash: head });
    }
    await em().nativeUpdate(TraceChain, { lotId }, { headHash: head });
    room.clock.advance(DAY_MS);
    await grow();
    await seal();
    expect(await rowCount(room, 'TraceSeal')).toBe(1);
    expect((await trace()).tampered).toEqual([{ sequence: 0, problem: 'SEAL', text: expect.any(String) }]);
    // Others are signed as ever, and it is in none of their trees.
    const { skuId } = await draft(room);
    await documentedLot(room, skuId);
    await seal();
    configure(second, handover({ atMs: room.clock.now() }));
    room.clock.advance(MINUTE_MS);
    await seal();
    const seals = await em().find(TraceSeal, {}, { orderBy: { atMs: 'asc' } });
    expect(seals.map(({ chainCount }) => chainCount)).toEqual([1, 1, 1]);
    expect((await trace()).tampered).toContainEqual({ sequence: 0, problem: 'SEAL', text: expect.any(String) });
  });

  it('shows a seal whose predecessor was taken away, and one line of seals only', async () => {
    for (const _ of [1, 2]) {
      room.clock.advance(DAY_MS);
      await grow();
      await seal();
    }
    const [, middle, last] = await em().find(TraceSeal, {}, { orderBy: { atMs: 'asc' } });
    const { body } = await edge('/trace-seals');
    expect(body.seals.map(({ text }: { text: string }) => JSON.parse(text).root)[1]).toBe(last!.previousRoot);
    expect((await edge('/trace-seals', { before: String(middle!.atMs) })).body.seals).toHaveLength(1);
    expect((await edge('/trace-seals', { before: 'x' })).status).toBe(400);
    await expect(em().insert(TraceSeal, { ...middle!, id: 'ANOTHER', root: 'f'.repeat(64) })).rejects.toThrow();
    await em().nativeDelete(TraceSeal, { id: middle!.id });
    expect((await trace()).tampered).toEqual([{ sequence: 0, problem: 'LINE', text: '签名的封存记录前后接不上' }]);
  });

  it('is published as a key set, with its end and with who takes its place', async () => {
    room.clock.advance(HOUR_MS);
    configure(second, handover({ atMs: room.clock.now() }));
    const { body } = await edge('/trace-keys');
    expect(body.keys).toMatchObject([
      {
        kty: 'OKP',
        crv: 'Ed25519',
        kid: signing().traceSigner.keyId,
        heitu: { fromMs: null, untilMs: room.clock.now(), ended: 'replaced' },
      },
      {
        kty: 'OKP',
        crv: 'Ed25519',
        kid: keys.traceSigner.keyId,
        x: expect.any(String),
        heitu: { publicKeyPem: publicPemOf(second), fromMs: room.clock.now(), untilMs: null, ended: null },
      },
    ]);
    expect(JSON.stringify(body)).not.toContain('PRIVATE');
    expect(body.handovers).toHaveLength(1);
    expect((await edge('/trace-key')).body.keyId).toBe(keys.traceSigner.keyId);
  });
});
