import { createPublicKey, sign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  commitmentOf,
  genesisHash,
  keyIdOf,
  leafHash,
  linkHash,
  merkleTree,
  publicPemOf,
  sealText,
  shownOf,
  signHandover,
  type Handover,
  type SignedHandover,
} from '@heitu/catalog';
import { canonicalJson } from '@heitu/kit/rules/canonical';
import { generateSigningKey, privateKeyOf } from '@heitu/kit/messages/signing';
import {
  NOTHING_SEEN,
  readMemory,
  verifyTrace,
  type Proof,
  type TraceMemory,
} from '../../miniprogram/src/lib/verify-trace.ts';

const [A, B, C, thief] = Array.from({ length: 4 }, () => generateSigningKey().privatePem) as [
  string,
  string,
  string,
  string,
];
const CODE = 'RICE261101-1';
const LOT = '01LOT';
const DAY_MS = 86_400_000;
const START_MS = Date.parse('2026-11-01T00:00:00Z');

/** Events as catalog commits to them, by its own functions. */
function eventsOf(notes: readonly string[]): Proof['events'] {
  return notes.map((note, i) => {
    const content = canonicalJson({
      lotCode: CODE,
      sequence: i + 1,
      title: '装袋',
      atMs: START_MS,
      place: null,
      note,
      temperatureCelsius: null,
      inputs: [],
      correctsSequence: null,
      source: 'seller',
      actorName: null,
      reference: null,
    });
    const salt = `salt-${i}`;
    return { sequence: i + 1, commitment: commitmentOf(content, salt), ...shownOf(content, salt)! };
  });
}
const headOf = (events: Proof['events']): string =>
  events.reduce((link, { commitment }) => linkHash(link, commitment), genesisHash(LOT));

interface Made {
  key?: string;
  atMs?: number;
  previousRoot?: string | null;
  handovers?: SignedHandover[];
}
/** What the platform would serve: the events, under a seal over this lot and another. */
function served(
  notes: readonly string[],
  { key = A, atMs = START_MS, previousRoot = null, handovers = [] }: Made = {},
): Proof {
  const events = eventsOf(notes);
  const leaf = { lotId: LOT, length: events.length, headHash: headOf(events) };
  const tree = merkleTree([leafHash(leaf), leafHash({ lotId: 'other', length: 1, headHash: `${key}${atMs}` })]);
  const text = sealText({ root: tree.root, previousRoot, chainCount: 2, keyId: keyIdOf(publicPemOf(key)), atMs });
  const seal = {
    length: leaf.length,
    headHash: leaf.headHash,
    proof: tree.proofOf(0).map(({ side, hash }) => `${side}:${hash}`),
    text,
    signature: sign(null, Buffer.from(text), privateKeyOf(key)).toString('base64url'),
    publicKey: publicPemOf(key),
  };
  return { lotId: LOT, events, seal, handovers };
}
const rootOf = (proof: Proof): string => JSON.parse(proof.seal!.text).root;
function handover(
  former: string,
  next: string,
  more: Partial<Handover> & { atMs: number },
  signers: { former: string | null; next: string } = { former, next },
): SignedHandover {
  return signHandover(
    {
      formerKey: publicPemOf(former),
      newKey: publicPemOf(next),
      formerUntilMs: more.atMs,
      reason: 'replaced',
      ...more,
    },
    signers,
  );
}
const look = (proof: Proof, memory: TraceMemory = NOTHING_SEEN, builtIn = '') => {
  const verdict = verifyTrace(CODE, proof, memory, { builtIn, nowMs: START_MS + 9 * DAY_MS });
  return { ...verdict, kinds: verdict.faults.map(({ sequence, kind }) => [sequence, kind]) };
};

describe('the phone, of a history', () => {
  const first = served(['一', '二']);
  const seen = look(first).memory;

  it('takes the first key that it sees, and remembers how long the history was and how it ended', () => {
    const verdict = look(first);
    expect(verdict).toMatchObject({
      faults: [],
      before: null,
      keys: { is: 'first', changes: [] },
      sealed: { length: 2, atMs: START_MS, keyId: keyIdOf(publicPemOf(A)) },
    });
    expect(seen.lots).toEqual([
      {
        lot: expect.stringMatching(/^[0-9a-f]{64}$/),
        length: 2,
        head: headOf(first.events),
        seenAtMs: START_MS + 9 * DAY_MS,
      },
    ]);
    expect(seen.key).toBe(
      createPublicKey(publicPemOf(A)).export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex'),
    );
    expect(JSON.stringify(seen)).not.toContain(LOT);
  });

  it('sees that it grew properly', () => {
    expect(look(first, seen)).toMatchObject({ faults: [], before: { length: 2 }, keys: { is: 'known' } });
    const grown = look(served(['一', '二', '三'], { atMs: START_MS + DAY_MS, previousRoot: rootOf(first) }), seen);
    expect(grown).toMatchObject({ faults: [], before: { length: 2 }, sealed: { length: 3 } });
    expect(grown.memory.lots[0]!.length).toBe(3);
    expect(grown.memory.seals).toHaveLength(2);
  });

  it("is told that it was rewritten since, also under a signature of the platform's own key", () => {
    const rewritten = look(
      served(['一', '改过', '三'], { atMs: START_MS + DAY_MS, previousRoot: rootOf(first) }),
      seen,
    );
    expect(rewritten.kinds).toEqual([[0, 'rewritten']]);
    expect(rewritten.faults[0]!.text).toBe('这部手机以前看到的前2条和现在的不一样');
    expect(rewritten.memory).toBe(seen);
    expect(look(served(['一'], { atMs: START_MS + DAY_MS, previousRoot: rootOf(first) }), seen).kinds).toEqual([
      [0, 'rewritten'],
    ]);
    // Nothing signed any longer does not help either.
    expect(look({ ...served(['改过', '二']), seal: null }, seen).kinds).toEqual([[0, 'rewritten']]);
  });

  it('does not take a chain that was rewritten under a new key, though nothing in it contradicts the rest', () => {
    const strange = look(served(['一', '改过'], { key: thief, atMs: START_MS + DAY_MS }), seen);
    expect(strange.keys).toEqual({ is: 'unknown', changes: [] });
    expect(strange.kinds).toEqual([
      [0, 'key'],
      [0, 'rewritten'],
    ]);
    // Not even of a history that it never saw: the key is a stranger's.
    expect(look(served(['一'], { key: thief }), { ...NOTHING_SEEN, key: seen.key }).kinds).toEqual([[0, 'key']]);
    expect(strange.memory).toBe(seen);
  });

  it('follows to a new key by what the old one signed, and knows it from then on', () => {
    const handovers = [handover(A, B, { atMs: START_MS + DAY_MS })];
    const followed = look(
      served(['一', '二'], { key: B, atMs: START_MS + 2 * DAY_MS, previousRoot: rootOf(first), handovers }),
      seen,
    );
    expect(followed).toMatchObject({
      faults: [],
      keys: { is: 'followed', changes: [{ atMs: START_MS + DAY_MS, reason: 'replaced' }] },
      before: { length: 2 },
    });
    expect(
      look(
        served(['一', '二', '三'], { key: B, atMs: START_MS + 3 * DAY_MS, previousRoot: 'x', handovers }),
        followed.memory,
      ).keys,
    ).toEqual({ is: 'known', changes: [] });
    // Two steps at once, for who was long away.
    const two = [...handovers, handover(B, C, { atMs: START_MS + 4 * DAY_MS })];
    expect(
      look(served(['一', '二'], { key: C, atMs: START_MS + 5 * DAY_MS, previousRoot: 'y', handovers: two }), seen),
    ).toMatchObject({ faults: [], keys: { is: 'followed', changes: [{}, {}] } });
    // The old key alone, as if nothing had been, is no longer enough, though the build began with it.
    const back = served(['一', '二'], { key: A, atMs: START_MS + 6 * DAY_MS, previousRoot: 'z' });
    expect([look(back, followed.memory).kinds, look(back, followed.memory, publicPemOf(A)).kinds]).toEqual([
      [[0, 'key']],
      [[0, 'key']],
    ]);
  });

  it('reads an old seal with its own key, which the key in use has taken over from', () => {
    const handovers = [handover(A, B, { atMs: START_MS + DAY_MS })];
    expect(look({ ...first, handovers }, seen)).toMatchObject({ faults: [], keys: { is: 'followed' } });
    expect(look({ ...first, handovers })).toMatchObject({ faults: [], keys: { is: 'first' } });
    // Anybody can say that his own key came before ours; ours has not said so.
    const claimed = [handover(thief, A, { atMs: START_MS + DAY_MS }, { former: thief, next: thief })];
    expect(
      look({ ...served(['假'], { key: thief }), handovers: claimed }, { ...NOTHING_SEEN, key: seen.key }).kinds,
    ).toEqual([[0, 'key']]);
  });

  it('does not follow a forged hand-over, nor that of a lost key; a build that knows the new key does', () => {
    const forged = [handover(A, thief, { atMs: START_MS + DAY_MS }, { former: thief, next: thief })];
    expect(
      look(
        served(['一', '二'], { key: thief, atMs: START_MS + 2 * DAY_MS, previousRoot: 'x', handovers: forged }),
        seen,
      ).kinds,
    ).toEqual([[0, 'key']]);
    const lost = [handover(A, B, { atMs: START_MS + DAY_MS, reason: 'lost' }, { former: null, next: B })];
    const proof = served(['一', '二'], { key: B, atMs: START_MS + 2 * DAY_MS, previousRoot: 'x', handovers: lost });
    expect(look(proof, seen)).toMatchObject({ keys: { is: 'unknown' }, kinds: [[0, 'key']] });
    expect(look(proof, seen, publicPemOf(B))).toMatchObject({ kinds: [], keys: { is: 'known' } });
    // Nor does a build begin with whatever key it is shown.
    expect(look(served(['一'], { key: thief }), NOTHING_SEEN, publicPemOf(B)).kinds).toEqual([[0, 'key']]);
  });

  it('is told of a seal of a leaked key that is dated after the leak, and takes one of before', () => {
    const leaked = [
      handover(A, B, { atMs: START_MS + 5 * DAY_MS, formerUntilMs: START_MS + DAY_MS, reason: 'leaked' }),
    ];
    const late = look(
      served(['一', '二'], { atMs: START_MS + 2 * DAY_MS, previousRoot: rootOf(first), handovers: leaked }),
      seen,
    );
    expect([late.kinds, late.faults[0]!.text]).toEqual([[[0, 'key']], '签名的日期在这把钥匙停用之后']);
    expect(look({ ...first, handovers: leaked }, seen)).toMatchObject({
      faults: [],
      keys: { is: 'followed', changes: [{ reason: 'leaked' }] },
    });
  });

  it('is told of a second line of seals: behind the same root, from a new beginning, in a falling time', () => {
    const second = served(['一', '二', '三'], { atMs: START_MS + DAY_MS, previousRoot: rootOf(first) });
    const { memory } = look(second, seen);
    const elsewhere = { ...memory, lots: [] };
    expect(look(second, elsewhere).kinds).toEqual([]);
    for (const made of [
      { atMs: START_MS + 2 * DAY_MS, previousRoot: rootOf(first) },
      { atMs: START_MS + 2 * DAY_MS, previousRoot: null },
      { atMs: START_MS, previousRoot: rootOf(second) },
    ]) {
      expect([made, look(served(['一', '二', '三'], made), elsewhere).kinds]).toEqual([made, [[0, 'rewritten']]]);
    }
    expect(
      look(served(['一', '二', '三'], { atMs: START_MS + 2 * DAY_MS, previousRoot: rootOf(second) }), elsewhere).kinds,
    ).toEqual([]);
  });

  it('names the event that was altered, dropped or taken from another lot, and an altered seal', () => {
    const altered = (change: (proof: Proof) => Proof) => look(change(served(['一', '二', '三'])));
    expect(
      altered((proof) => ({
        ...proof,
        events: proof.events.map((event, i) =>
          i === 1 ? { ...event, shown: event.shown!.replace('二', '两') } : event,
        ),
      })).kinds,
    ).toEqual([[2, 'altered']]);
    expect(
      altered((proof) => ({ ...proof, events: proof.events.filter(({ sequence }) => sequence !== 2) })).kinds,
    ).toEqual([[2, 'altered']]);
    expect(verifyTrace('OTHER', served(['一']), NOTHING_SEEN, { builtIn: '', nowMs: 0 }).faults).toMatchObject([
      { sequence: 1, kind: 'altered' },
    ]);
    expect(
      altered((proof) => ({
        ...proof,
        seal: { ...proof.seal!, text: proof.seal!.text.replace('"chainCount":2', '"chainCount":3') },
      })).kinds,
    ).toEqual([[0, 'sealed']]);
    expect(altered((proof) => ({ ...proof, seal: { ...proof.seal!, text: 'nothing' } })).kinds).toEqual([
      [0, 'sealed'],
    ]);
    // Cut off and closed up behind the seal: the seal covers what is no longer there.
    expect(altered((proof) => ({ ...proof, events: proof.events.slice(0, 2) })).kinds).toEqual([[0, 'sealed']]);
  });

  it('keeps a bounded memory, and takes a broken store for none', () => {
    let memory = NOTHING_SEEN;
    for (let i = 0; i < 130; i++) {
      const previousRoot = memory.seals.at(-1)?.root ?? null;
      memory = look(
        { ...served([`${i}`], { atMs: START_MS + i, previousRoot }), lotId: LOT },
        { ...memory, lots: memory.lots.map((one, j) => ({ ...one, lot: `${j}` })) },
      ).memory;
    }
    expect([memory.lots.length, memory.seals.length]).toEqual([100, 40]);
    expect([readMemory(null), readMemory('x'), readMemory({ lots: 3 })]).toEqual([
      NOTHING_SEEN,
      NOTHING_SEEN,
      NOTHING_SEEN,
    ]);
    expect(readMemory(JSON.parse(JSON.stringify(memory)))).toEqual(memory);
  });
});
