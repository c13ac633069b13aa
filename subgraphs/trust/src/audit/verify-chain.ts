import { createPublicKey, verify } from 'node:crypto';
import { NO, YES } from '@heitu/kit/entities';
import type { TrustContext } from '../context.ts';
import { AUDIT_KEEP_MS, anchorText, CHAIN_START, checkLinks, commitmentOf, FORGET_OPERATION, missingLinks, SEAL_LAG_MAX_MS, type ChainProblem, type ChainState, type EntryContent } from './chain.policy.ts';

type Rows = TrustContext['rows'];

const READ_BATCH_MAX = 1000;
/** Rows of each kind that are outside the chain are named up to this many. */
const STRAYS_MAX = 1000;

export interface ChainCheck {
  from: number;
  /** The last link before the first problem. */
  verifiedTo: number;
  total: number;
  problemCount: number;
}
export interface CheckOptions {
  /** The link to begin at; the one before it is taken as it stands. */
  from: number;
  nowMs: number;
  /** Links checked at most; a longer chain takes several runs. */
  linksMax?: number;
  onProblem: (problem: ChainProblem) => void;
  /** Heads that somebody outside wrote down. */
  witnessed?: readonly ChainState[];
}

/** Streams the chain against its entries, its head, the published heads, and what stands outside it. Reads only. */
export async function verifyChain(rows: Rows, options: CheckOptions): Promise<ChainCheck> {
  const { from, nowMs } = options;
  const check: ChainCheck = { from, verifiedTo: 0, total: 0, problemCount: 0 };
  let firstBad = Infinity;
  const report = (problems: readonly ChainProblem[]) => {
    for (const problem of problems) {
      check.problemCount += 1;
      firstBad = Math.min(firstBad, problem.sequence ?? Infinity);
      options.onProblem(problem);
    }
  };
  // Read before the head, which only ever moves on: no link may lie beyond it.
  const newest = await rows.selectFrom('AuditSeal').select(['sequence', 'entryId']).orderBy('sequence', 'desc').limit(1).executeTakeFirst();
  const head = await rows.selectFrom('AuditHead').selectAll().executeTakeFirst();
  check.total = head?.sequence ?? 0;
  if (newest && newest.sequence > check.total) {
    report([{ ...newest, kind: 'truncated', text: head ? `链条记录的末端是第${head.sequence}条，后面却还有到第${newest.sequence}条` : '链条末端的记录不见了' }]);
  }
  const before = from > 1 ? await rows.selectFrom('AuditSeal').select(['sequence', 'hash']).where('sequence', '<', from).orderBy('sequence', 'desc').limit(1).executeTakeFirst() : undefined;
  let last: ChainState = before ?? CHAIN_START;
  const end = Math.min(check.total, from - 1 + (options.linksMax ?? Infinity));
  const forgottenTo = await lawfullyForgottenTo(rows);
  while (last.sequence < end) {
    const seals = await rows.selectFrom('AuditSeal').selectAll().where('sequence', '>', last.sequence).where('sequence', '<=', end).orderBy('sequence').limit(READ_BATCH_MAX).execute();
    if (seals.length === 0) break;
    const entries = await rows.selectFrom('AuditEntry').selectAll().where('id', 'in', seals.map((seal) => seal.entryId)).execute();
    const byId = new Map(entries.map((entry) => [entry.id, entry as unknown as EntryContent]));
    const checked = checkLinks(last, seals, (id) => byId.get(id), forgottenTo);
    report(checked.problems);
    last = checked.last;
  }
  if (last.sequence < end) report(missingLinks(last.sequence + 1, end, 'truncated'));
  else if (head && end === head.sequence && last.hash !== head.hash) report([{ sequence: last.sequence, entryId: null, kind: 'altered', text: '链条末端和记录的末端不一致' }]);
  report(await strays(rows, nowMs));
  report(await againstPublished(rows, options.witnessed ?? []));
  check.verifiedTo = Math.min(last.sequence, firstBad - 1);
  return check;
}

/** So many entries that say what was deleted are looked at, newest first: some may be forged. */
const FORGET_ENTRIES_MAX = 20;

/** Up to which link content was deleted by the rules: an entry says so, believed if it stands sealed as it is and what it names was old enough by the chain's own times. */
export async function lawfullyForgottenTo(rows: Rows): Promise<number> {
  const entries = await rows.selectFrom('AuditEntry').selectAll().where('actorId', '=', 'trust').where('operation', '=', FORGET_OPERATION).where('sealed', '=', YES).orderBy('atMs', 'desc').limit(FORGET_ENTRIES_MAX).execute();
  for (const entry of entries) {
    const seal = await rows.selectFrom('AuditSeal').selectAll().where('entryId', '=', entry.id).executeTakeFirst();
    if (!seal || seal.commitment !== commitmentOf(entry as unknown as EntryContent) || entry.atMs > seal.sealedAtMs) continue;
    const upTo = Number((JSON.parse(entry.subject) as { id: string }[])[0]?.id ?? 0);
    const last = await rows.selectFrom('AuditSeal').select('sealedAtMs').where('sequence', '=', upTo).executeTakeFirst();
    if (last && last.sealedAtMs + AUDIT_KEEP_MS <= entry.atMs) return upTo;
  }
  return 0;
}

/** Entries marked as sealed that no link names, entries kept from the sealer, and acts that were received and have neither entry nor link. */
async function strays(rows: Rows, nowMs: number): Promise<ChainProblem[]> {
  const unlinked = await rows.selectFrom('AuditEntry as e').leftJoin('AuditSeal as s', 's.entryId', 'e.id').select('e.id').where('e.sealed', '=', YES).where('s.sequence', 'is', null).limit(STRAYS_MAX).execute();
  const late = await rows.selectFrom('AuditEntry').select('id').where('sealed', '=', NO).where('atMs', '<', nowMs - SEAL_LAG_MAX_MS).limit(STRAYS_MAX).execute();
  const received = await rows.selectFrom('Inbox as i').select('i.key')
    .where('i.key', 'like', `%${RECORDED}`)
    .where(({ not, exists, selectFrom, fn, val, ref }) => not(exists(selectFrom('AuditEntry as e').select('e.id').where('e.id', '=', fn<string>('replace', [ref('i.key'), val(RECORDED), val('')])))))
    .where(({ not, exists, selectFrom, fn, val, ref }) => not(exists(selectFrom('AuditSeal as s').select('s.entryId').where('s.entryId', '=', fn<string>('replace', [ref('i.key'), val(RECORDED), val('')])))))
    .limit(STRAYS_MAX).execute();
  return [
    ...unlinked.map(({ id }): ChainProblem => ({ sequence: null, entryId: id, kind: 'unsealed', text: `记录${id}标着已入链，链里却没有` })),
    ...late.map(({ id }): ChainProblem => ({ sequence: null, entryId: id, kind: 'unsealed', text: `记录${id}早该入链却没有` })),
    ...received.map(({ key }): ChainProblem => ({ sequence: null, entryId: key.slice(0, -RECORDED.length), kind: 'dropped', text: `记录${key.slice(0, -RECORDED.length)}收到过，入链前不见了` })),
  ];
}
/** How the inbox names an act that was received: the event's id and the reaction. */
const RECORDED = ':record-act';

/** The heads that were published, here and as others wrote them down, against the chain of now. */
async function againstPublished(rows: Rows, witnessed: readonly ChainState[]): Promise<ChainProblem[]> {
  const anchors = await rows.selectFrom('AuditAnchor').selectAll().orderBy('on').execute();
  const problems: ChainProblem[] = [];
  for (const anchor of anchors) {
    const key = createPublicKey({ key: Buffer.from(anchor.publicKey, 'base64url'), type: 'spki', format: 'der' });
    if (!verify(null, Buffer.from(anchorText(anchor)), key, Buffer.from(anchor.signature, 'base64url'))) problems.push({ sequence: anchor.sequence, entryId: null, kind: 'rewritten', text: `${anchor.on}公布的链末端，签名不对` });
  }
  for (const { sequence, hash, on } of [...anchors, ...witnessed.map((state) => ({ ...state, on: '外部留存' }))]) {
    const seal = await rows.selectFrom('AuditSeal').select(['hash', 'entryId']).where('sequence', '=', sequence).executeTakeFirst();
    if (seal?.hash !== hash) problems.push({ sequence, entryId: seal?.entryId ?? null, kind: 'rewritten', text: `第${sequence}条和${on}的链末端对不上，链条被重写过` });
  }
  return problems;
}

