import type { TrustContext } from '../context.ts';
import { signatureFault, type PinnedAuditKeys, type PinnedKey } from './audit-keys.ts';
import { AUDIT_KEEP_MS, anchorText, CLOCK_SKEW_MAX_MS } from './chain.policy.ts';
import { provenNow } from './signed-links.ts';

type Rows = TrustContext['rows'];
export interface PublishedHead {
  on: string;
  sequence: number;
  hash: string;
  atMs: number;
  publicKey: string;
  signature: string;
}

/**
 * The pinned key that a published head names; what signed heads before batches were signed counts for links of that
 * time.
 */
export function keyOfHead(
  keys: PinnedAuditKeys,
  head: PublishedHead,
  signedFrom: number | null,
): PinnedKey | undefined {
  const former = head.sequence < (signedFrom ?? Infinity) ? keys.formerHeads : [];
  return [...keys.pinned, ...former].find((key) => key.spki === head.publicKey);
}
export const headFault = (key: PinnedKey | undefined, head: PublishedHead) =>
  signatureFault(key, { text: anchorText(head), signature: head.signature, atMs: head.atMs });

/**
 * Up to which link content may be missing: the newest head that a known key signed, and that stands in the chain, at
 * least three years before the newest signed batch. No entry's word counts: whoever writes to the database can write
 * one and have it sealed.
 */
export async function lawfullyForgottenTo(rows: Rows, keys: PinnedAuditKeys, nowMs: number): Promise<number> {
  const untilMs = Math.min(await provenNow(rows, keys), nowMs + CLOCK_SKEW_MAX_MS) - AUDIT_KEEP_MS;
  if (untilMs <= 0) return 0;
  const oldest = await rows.selectFrom('AuditBatch').select('first').orderBy('last').limit(1).executeTakeFirst();
  const heads = await rows
    .selectFrom('AuditAnchor as a')
    .innerJoin('AuditSeal as s', (join) => join.onRef('s.sequence', '=', 'a.sequence').onRef('s.hash', '=', 'a.hash'))
    .selectAll('a')
    .where('a.atMs', '<=', untilMs)
    .where('s.sealedAtMs', '<=', untilMs)
    .orderBy('a.sequence', 'desc')
    .limit(HEADS_MAX)
    .execute();
  return heads.find((head) => headFault(keyOfHead(keys, head, oldest?.first ?? null), head) === null)?.sequence ?? 0;
}
/** Looked at, newest first: some may be forged, and a head comes once a day. */
const HEADS_MAX = 100;
