import { chinaTime } from '@heitu/kit/rules/calendar';
import { NO, YES } from '@heitu/kit/data/entities';
import type { TrustContext } from '../context.ts';
import { retiredText, type PinnedAuditKeys } from './audit-keys.ts';
import { CLOCK_SKEW_MAX_MS, SEAL_LAG_MAX_MS, type ChainProblem, type ChainState } from './chain.policy.ts';
import { headFault, keyOfHead, type PublishedHead } from './forgotten.ts';

type Rows = TrustContext['rows'];

/** Rows of each kind that are outside the chain are named up to this many. */
const STRAYS_MAX = 1000;

/**
 * Entries marked as sealed that no link names, entries kept from the sealer, and acts that were received and have
 * neither entry nor link.
 */
export async function strays(rows: Rows, nowMs: number): Promise<ChainProblem[]> {
  const unlinked = await rows
    .selectFrom('AuditEntry as e')
    .leftJoin('AuditSeal as s', 's.entryId', 'e.id')
    .select('e.id')
    .where('e.sealed', '=', YES)
    .where('s.sequence', 'is', null)
    .limit(STRAYS_MAX)
    .execute();
  const late = await rows
    .selectFrom('AuditEntry')
    .select('id')
    .where('sealed', '=', NO)
    .where('atMs', '<', nowMs - SEAL_LAG_MAX_MS)
    .limit(STRAYS_MAX)
    .execute();
  const received = await rows
    .selectFrom('Inbox as i')
    .select('i.key')
    .where('i.key', 'like', `%${RECORDED}`)
    .where(({ not, exists, selectFrom, fn, val, ref }) =>
      not(
        exists(
          selectFrom('AuditEntry as e')
            .select('e.id')
            .where('e.id', '=', fn<string>('replace', [ref('i.key'), val(RECORDED), val('')])),
        ),
      ),
    )
    .where(({ not, exists, selectFrom, fn, val, ref }) =>
      not(
        exists(
          selectFrom('AuditSeal as s')
            .select('s.entryId')
            .where('s.entryId', '=', fn<string>('replace', [ref('i.key'), val(RECORDED), val('')])),
        ),
      ),
    )
    .limit(STRAYS_MAX)
    .execute();
  return [
    ...unlinked.map(({ id }) => stray('unsealed', id, `记录${id}标着已入链，链里却没有`)),
    ...late.map(({ id }) => stray('unsealed', id, `记录${id}早该入链却没有`)),
    ...received
      .map(({ key }) => key.slice(0, -RECORDED.length))
      .map((id) => stray('dropped', id, `记录${id}收到过，入链前不见了`)),
  ];
}
const stray = (kind: ChainProblem['kind'], entryId: string, text: string): ChainProblem => ({
  sequence: null,
  entryId,
  kind,
  text,
});
/** How the inbox names an act that was received: the event's id and the reaction. */
const RECORDED = ':record-act';

function headProblem(
  keys: PinnedAuditKeys,
  head: PublishedHead,
  signedFrom: number | null,
  nowMs: number,
): ChainProblem | null {
  const key = keyOfHead(keys, head, signedFrom);
  const fault = headFault(key, head);
  const at = { sequence: head.sequence, entryId: null };
  const said = `${head.on}公布的链末端`;
  if (fault) {
    const texts = {
      unknown: '由不认识的密钥签名',
      wrong: '，签名不对',
      retired: retiredText(key),
    };
    return { ...at, kind: 'rewritten', text: said + texts[fault] };
  }
  return head.atMs > nowMs + CLOCK_SKEW_MAX_MS
    ? { ...at, kind: 'dated', text: `${said}，公布时间在现在之后：${chinaTime(head.atMs)}` }
    : null;
}

export interface Kept {
  /** Heads that somebody outside wrote down. */
  witnessed: readonly ChainState[];
  /** The last link that this installation signed; null where it remembers none. */
  remembered: ChainState | null;
}

/**
 * The heads that were published, here and as others wrote them down, and what this installation signed last, against
 * the chain of now.
 */
export async function againstKept(
  rows: Rows,
  keys: PinnedAuditKeys,
  kept: Kept,
  { signedFrom, nowMs }: { signedFrom: number | null; nowMs: number },
): Promise<ChainProblem[]> {
  const heads = await rows.selectFrom('AuditAnchor').selectAll().orderBy('on').execute();
  const problems = heads
    .map((head) => headProblem(keys, head, signedFrom, nowMs))
    .filter((problem) => problem !== null);
  const states = [
    ...heads,
    ...kept.witnessed.map((state) => ({ ...state, on: '外部留存' })),
    ...(kept.remembered ? [{ ...kept.remembered, on: '本机留存' }] : []),
  ];
  for (const { sequence, hash, on } of states) {
    const seal = await rows
      .selectFrom('AuditSeal')
      .select(['hash', 'entryId'])
      .where('sequence', '=', sequence)
      .executeTakeFirst();
    if (seal?.hash !== hash)
      problems.push({
        sequence,
        entryId: seal?.entryId ?? null,
        kind: 'rewritten',
        text: `第${sequence}条和${on}的链末端对不上，链条被重写过`,
      });
    else if (
      hash === kept.remembered?.hash &&
      !(await rows.selectFrom('AuditBatch').select('last').where('last', '=', sequence).executeTakeFirst())
    ) {
      problems.push({ sequence, entryId: null, kind: 'unsigned', text: `第${sequence}条签过名，签名不见了` });
    }
  }
  return problems;
}
