import type { TrustContext } from '../context.ts';
import { retiredText, signatureFault, type PinnedAuditKeys, type PinnedKey } from './audit-keys.ts';
import { batchText, type ChainProblem, type Seal } from './chain.policy.ts';

type Rows = TrustContext['rows'];
interface Batch {
  first: number;
  last: number;
  keyId: string;
  signature: string;
}

const span = (first: number, last: number): string => (first === last ? `第${first}条` : `第${first}到第${last}条`);
const unsigned = (first: number, text: string): ChainProblem => ({
  sequence: first,
  entryId: null,
  kind: 'unsigned',
  text,
});
const pinnedOf = (keys: PinnedAuditKeys, keyId: string): PinnedKey | undefined =>
  keys.pinned.find((key) => key.keyId === keyId);

const faultOf = (keys: PinnedAuditKeys, batch: Batch, { hash, sealedAtMs }: Pick<Seal, 'hash' | 'sealedAtMs'>) =>
  signatureFault(pinnedOf(keys, batch.keyId), {
    text: batchText({ ...batch, hash, sealedAtMs }),
    signature: batch.signature,
    atMs: sealedAtMs,
  });

function batchProblem(keys: PinnedAuditKeys, batch: Batch, link: Seal): ChainProblem | null {
  const { first, last, keyId } = batch;
  const fault = faultOf(keys, batch, link);
  if (fault === null) return null;
  const texts = {
    unknown: `由不认识的密钥${keyId}签名`,
    wrong: '的签名不对，这一批被改过',
    retired: retiredText(pinnedOf(keys, keyId)),
  };
  return unsigned(first, span(first, last) + texts[fault]);
}

/** Follows the signed batches along a run of links: each link must lie in one, from the first that was ever signed on. */
export class SignedLinks {
  /** The first link that was ever signed; null where none was. A chain of before signatures has links before it. */
  readonly signedFrom: number | null;
  readonly #rows: Rows;
  readonly #keys: PinnedAuditKeys;
  /** The next link that no batch has covered yet. */
  #next: number;

  private constructor(rows: Rows, keys: PinnedAuditKeys, from: number, signedFrom: number | null) {
    this.#rows = rows;
    this.#keys = keys;
    this.signedFrom = signedFrom;
    this.#next = Math.max(from, signedFrom ?? 0);
  }

  static async begin(rows: Rows, keys: PinnedAuditKeys, from: number): Promise<SignedLinks> {
    const oldest = await rows.selectFrom('AuditBatch').select('first').orderBy('last').limit(1).executeTakeFirst();
    return new SignedLinks(rows, keys, from, oldest ? oldest.first : null);
  }

  /** The batches that end within these links. */
  async follow(links: readonly Seal[]): Promise<ChainProblem[]> {
    const byNumber = new Map(links.map((link) => [link.sequence, link]));
    const [start] = links;
    const end = links.at(-1);
    if (!start || !end) return [];
    const batches = await this.#rows
      .selectFrom('AuditBatch')
      .selectAll()
      .where('last', '>=', start.sequence)
      .where('last', '<=', end.sequence)
      .orderBy('last')
      .execute();
    return batches.flatMap((batch) => {
      const gap = this.#gap(batch.first - 1);
      this.#next = batch.last + 1;
      const link = byNumber.get(batch.last);
      // Where the link itself is gone, that is told already.
      return [gap, link ? batchProblem(this.#keys, batch, link) : null].filter((problem) => problem !== null);
    });
  }

  /**
   * What is left up to the last link of the run; a batch that goes on behind it is judged by the run that reaches its
   * end.
   */
  async end(last: number): Promise<ChainProblem[]> {
    const gap = this.signedFrom === null ? null : this.#gap(last);
    if (!gap) return [];
    const goesOn = await this.#rows
      .selectFrom('AuditBatch')
      .select('last')
      .where('last', '>', last)
      .where('first', '<=', this.#next)
      .limit(1)
      .executeTakeFirst();
    return goesOn ? [] : [gap];
  }

  #gap(to: number): ChainProblem | null {
    return this.#next <= to ? unsigned(this.#next, `${span(this.#next, to)}没有签名`) : null;
  }
}

/**
 * The time of the newest batch that a known key signed: the latest moment that the database itself proves. 0 where
 * there is none.
 */
export async function provenNow(rows: Rows, keys: PinnedAuditKeys): Promise<number> {
  const newest = await rows
    .selectFrom('AuditBatch as b')
    .innerJoin('AuditSeal as s', 's.sequence', 'b.last')
    .select(['b.first', 'b.last', 'b.keyId', 'b.signature', 's.hash', 's.sealedAtMs'])
    .orderBy('b.last', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest && faultOf(keys, newest, newest) === null ? newest.sealedAtMs : 0;
}

/**
 * When the chain's end was sealed, if a known key says so: what follows is never sealed earlier. 0 where nothing proves
 * it.
 */
export const provenEndMs = (
  keys: PinnedAuditKeys,
  end: { [K in keyof Batch]: Batch[K] | null } & { hash: string; sealedAtMs: number | null },
): number => {
  const { first, last, keyId, signature, hash, sealedAtMs } = end;
  if (first === null || last === null || keyId === null || signature === null || sealedAtMs === null) return 0;
  return faultOf(keys, { first, last, keyId, signature }, { hash, sealedAtMs }) === null ? sealedAtMs : 0;
};
