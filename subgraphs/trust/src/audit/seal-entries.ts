import { chunksOf } from '@heitu/kit/rules/chunks';
import { NO, YES } from '@heitu/kit/data/entities';
import { isDuplicateKey } from '@heitu/kit/data/orm';
import { commonRefusals, ok, refuse } from '@heitu/kit/rules/outcome';
import { statement } from '@heitu/kit/data/statement';
import type { TrustContext, TrustRows } from '../context.ts';
import {
  batchText,
  CHAIN_START,
  commitmentOf,
  linkHash,
  type ChainState,
  type EntryContent,
  type Seal,
} from './chain.policy.ts';
import { provenEndMs } from './signed-links.ts';

const SEAL_BATCH_MAX = 5000;
/** Links and marks of a statement: their texts are built once for each number of them. */
const PER_STATEMENT = 100;
const HEAD_ID = 'head';

const headOf = statement((rows: TrustRows, { id }: { id: string }) =>
  rows
    .selectFrom('AuditHead as h')
    .leftJoin('AuditSeal as s', 's.sequence', 'h.sequence')
    .leftJoin('AuditBatch as b', 'b.last', 'h.sequence')
    .select(['h.sequence', 'h.hash', 's.sealedAtMs', 'b.first', 'b.last', 'b.keyId', 'b.signature'])
    .where('h.id', '=', id),
);
const unsealed = statement((rows: TrustRows, { limit }: { limit: number }) =>
  rows
    .selectFrom('AuditEntry as e')
    .leftJoin('AuditSeal as s', 's.entryId', 'e.id')
    .selectAll('e')
    .select('s.sequence')
    .where('e.sealed', '=', NO)
    .orderBy('e.id')
    .limit(limit),
);
const moveHead = statement(
  (
    rows: TrustRows,
    { sequence, hash, from, fromHash }: { sequence: number; hash: string; from: number; fromHash: string },
  ) =>
    rows
      .updateTable('AuditHead')
      .set({ sequence, hash })
      .where('id', '=', HEAD_ID)
      .where('sequence', '=', from)
      .where('hash', '=', fromHash),
);
const mark = statement((rows: TrustRows, { ids }: { ids: readonly string[] }) =>
  rows.updateTable('AuditEntry').set({ sealed: YES }).where('id', 'in', ids),
);

/**
 * Chains what is not yet sealed and signs it, a batch at a time; the head moves by one conditional update, so two
 * sealers cannot fork the chain.
 */
export async function sealEntries(context: TrustContext): Promise<number> {
  for (let total = 0; ;) {
    const count = await sealBatch(context);
    total += count;
    if (count < SEAL_BATCH_MAX) return total;
  }
}

const oldestUnsealed = statement((rows: TrustRows, _nothing: Record<never, never>) =>
  rows.selectFrom('AuditEntry').select('atMs').where('sealed', '=', NO).orderBy('id').limit(1),
);
/** For how long the oldest entry has no link yet: seconds, where the sealer keeps up. */
export async function unsealedSeconds(context: TrustContext): Promise<number> {
  const [[oldest]] = await context.read(oldestUnsealed({}));
  return oldest ? Math.max(0, (context.clock.now() - oldest.atMs) / 1000) : 0;
}

/** An entry that has its link already was unmarked by hand: it gets no second one. */
function linksFor(
  found: readonly (EntryContent & { id: string; sequence: number | null })[],
  head: ChainState,
  sealedAtMs: number,
): Seal[] {
  let { sequence, hash } = head;
  return found
    .filter((entry) => entry.sequence === null)
    .map((entry): Seal => {
      sequence += 1;
      const link = {
        sequence,
        entryId: entry.id,
        commitment: commitmentOf(entry),
        sealedAtMs,
      };
      hash = linkHash(hash, link);
      return { ...link, hash };
    });
}

/** 0 where another sealer has moved the chain's end meanwhile: what was not sealed then is left to it. */
async function sealBatch(context: TrustContext): Promise<number> {
  const { auditKeys } = context.services;
  try {
    const sealed = await context.transaction(async (tx) => {
      // The head first: what is read after it and not sealed is not before it in the chain.
      const [[known], found] = await context.read(headOf({ id: HEAD_ID }), unsealed({ limit: SEAL_BATCH_MAX }));
      const head: ChainState = known ?? CHAIN_START;
      // Where this host's clock stands behind that of the last sealer, time stands still instead of falling. What
      // nobody proves moves nothing.
      const links = linksFor(
        found,
        head,
        found.length > 0 && known ? Math.max(context.clock.now(), provenEndMs(auditKeys, known)) : context.clock.now(),
      );
      const [start] = links;
      const end = links.at(-1);
      if (start && end) {
        const { sequence, hash, sealedAtMs } = end;
        if (known)
          tx.add(
            moveHead({ sequence, hash, from: head.sequence, fromHash: head.hash }),
            refuse(commonRefusals, 'WRONG_STATE'),
          );
        else tx.insert('AuditHead', { id: HEAD_ID, sequence, hash });
        const batch = { first: start.sequence, last: sequence };
        tx.insert('AuditBatch', {
          ...batch,
          keyId: auditKeys.keyId,
          signature: auditKeys.sign(batchText({ ...batch, hash, sealedAtMs })),
        });
      }
      for (const some of chunksOf(links, PER_STATEMENT)) tx.insert('AuditSeal', some);
      for (const some of chunksOf(found, PER_STATEMENT)) tx.add(mark({ ids: some.map(({ id }) => id) }));
      return ok({ count: found.length, before: head, end });
    });
    if (!sealed.ok) return 0;
    const { count, before, end } = sealed.value;
    if (end) await remember(context, before, end);
    return count;
  } catch (error) {
    if (isDuplicateKey(error)) return 0;
    throw error;
  }
}

/**
 * Keeps the new end outside the database, unless the chain no longer has what was kept before: then that stays, for the
 * check to tell.
 */
async function remember(context: TrustContext, before: ChainState, end: ChainState): Promise<void> {
  const { chainMemory } = context.services;
  const last = chainMemory.last();
  if (last && last.hash !== before.hash) {
    const there = await context.rows
      .selectFrom('AuditSeal')
      .select('hash')
      .where('sequence', '=', last.sequence)
      .executeTakeFirst();
    if (there?.hash !== last.hash || last.sequence > before.sequence) return;
  }
  chainMemory.keep(end);
}
