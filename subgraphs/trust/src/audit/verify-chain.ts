import type { TrustContext } from '../context.ts';
import type { PinnedAuditKeys } from './audit-keys.ts';
import {
  CHAIN_START,
  checkLinks,
  missingLinks,
  type ChainProblem,
  type ChainStart,
  type ChainState,
  type EntryContent,
} from './chain.policy.ts';
import { lawfullyForgottenTo } from './forgotten.ts';
import { againstKept, strays, type Kept } from './outside-chain.ts';
import { SignedLinks } from './signed-links.ts';

type Rows = TrustContext['rows'];

const READ_BATCH_MAX = 1000;

export interface ChainCheck {
  from: number;
  /** The last link before the first problem. */
  verifiedTo: number;
  total: number;
  problemCount: number;
  /** The first link that lies under a signature; null where none does. */
  signedFrom: number | null;
}
export interface CheckOptions extends Partial<Kept> {
  /** The link to begin at; the one before it is taken as it stands. */
  from: number;
  nowMs: number;
  /** Links checked at most; a longer chain takes several runs. */
  linksMax?: number;
  /** Whose signatures are believed. */
  keys: PinnedAuditKeys;
  /** Leaves out what stands beside the links: another run looks at it. */
  linksOnly?: boolean;
  onProblem: (problem: ChainProblem) => void;
}

/** Where links and signatures end, read before the head, which only ever moves on: neither may lie beyond it. */
async function readEnds(rows: Rows) {
  const link = await rows
    .selectFrom('AuditSeal')
    .select(['sequence', 'entryId'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const batch = await rows.selectFrom('AuditBatch').select('last').orderBy('last', 'desc').limit(1).executeTakeFirst();
  const head: ChainState | undefined = await rows
    .selectFrom('AuditHead')
    .select(['sequence', 'hash'])
    .executeTakeFirst();
  const total = head?.sequence ?? 0;
  const beyond: ChainProblem[] = [];
  if (link && link.sequence > total) {
    const text = head ? `链条记录的末端是第${total}条，后面却还有到第${link.sequence}条` : '链条末端的记录不见了';
    beyond.push({ ...link, kind: 'truncated', text });
  } else if (batch && batch.last > total) {
    beyond.push({
      sequence: batch.last,
      entryId: null,
      kind: 'truncated',
      text: `签名签到第${batch.last}条，链条却只到第${total}条`,
    });
  }
  return { head, total, beyond };
}

async function startAt(rows: Rows, from: number): Promise<ChainStart> {
  const start = { ...CHAIN_START, sealedAtMs: 0 };
  if (from <= 1) return start;
  const links = rows.selectFrom('AuditSeal').select(['sequence', 'hash', 'sealedAtMs']).where('sequence', '<', from);
  return (await links.orderBy('sequence', 'desc').limit(1).executeTakeFirst()) ?? start;
}

/**
 * Streams the chain against its entries, its signatures, its head, what was published or kept elsewhere, and what
 * stands outside it. Reads only.
 */
export async function verifyChain(rows: Rows, options: CheckOptions): Promise<ChainCheck> {
  const { from, nowMs, keys } = options;
  const check: ChainCheck = { from, verifiedTo: 0, total: 0, problemCount: 0, signedFrom: null };
  let firstBad = Infinity;
  const report = (problems: readonly ChainProblem[]) => {
    for (const problem of problems) {
      check.problemCount += 1;
      firstBad = Math.min(firstBad, problem.sequence ?? Infinity);
      options.onProblem(problem);
    }
  };
  const { head, total, beyond } = await readEnds(rows);
  check.total = total;
  if (!options.linksOnly) report(beyond);
  const end = Math.min(check.total, from - 1 + (options.linksMax ?? Infinity));
  const limits = { forgottenTo: await lawfullyForgottenTo(rows, keys, nowMs), nowMs };
  const signed = await SignedLinks.begin(rows, keys, from);
  check.signedFrom = signed.signedFrom;
  let last = await startAt(rows, from);
  while (last.sequence < end) {
    const ahead = rows
      .selectFrom('AuditSeal')
      .selectAll()
      .where('sequence', '>', last.sequence)
      .where('sequence', '<=', end);
    const seals = await ahead.orderBy('sequence').limit(READ_BATCH_MAX).execute();
    if (seals.length === 0) break;
    const entries = await rows
      .selectFrom('AuditEntry')
      .selectAll()
      .where(
        'id',
        'in',
        seals.map((seal) => seal.entryId),
      )
      .execute();
    const byId = new Map<string, EntryContent>(entries.map((entry) => [entry.id, entry]));
    const checked = checkLinks(last, seals, (id) => byId.get(id), limits);
    report(checked.problems);
    report(await signed.follow(seals));
    last = checked.last;
  }
  report(await signed.end(last.sequence));
  if (last.sequence < end) report(missingLinks(last.sequence + 1, end, 'truncated'));
  else if (head && end === total && last.hash !== head.hash) {
    report([{ sequence: last.sequence, entryId: null, kind: 'altered', text: '链条末端和记录的末端不一致' }]);
  }
  check.verifiedTo = Math.min(last.sequence, firstBad - 1);
  if (options.linksOnly) return check;
  report(await strays(rows, nowMs));
  const kept = { witnessed: options.witnessed ?? [], remembered: options.remembered ?? null };
  report(await againstKept(rows, keys, kept, { signedFrom: signed.signedFrom, nowMs }));
  check.verifiedTo = Math.min(last.sequence, firstBad - 1);
  return check;
}
