import { NO, YES } from '@heitu/kit/entities';
import { isDuplicateKey } from '@heitu/kit/orm';
import { commonRefusals, ok, refuse } from '@heitu/kit/outcome';
import { statement } from '@heitu/kit/statement';
import type { TrustContext, TrustRows } from '../context.ts';
import { CHAIN_START, commitmentOf, linkHash, type EntryContent, type Seal } from './chain.policy.ts';

const SEAL_BATCH_MAX = 5000;
/** Links and marks of a statement: their texts are built once for each number of them. */
const PER_STATEMENT = 100;
const HEAD_ID = 'head';

const headOf = statement((rows: TrustRows, { id }: { id: string }) => rows.selectFrom('AuditHead').select(['sequence', 'hash']).where('id', '=', id));
const unsealed = statement((rows: TrustRows, { limit }: { limit: number }) => rows.selectFrom('AuditEntry as e').leftJoin('AuditSeal as s', 's.entryId', 'e.id').selectAll('e').select('s.sequence').where('e.sealed', '=', NO).orderBy('e.id').limit(limit));
const moveHead = statement((rows: TrustRows, { sequence, hash, from, fromHash }: { sequence: number; hash: string; from: number; fromHash: string }) =>
  rows.updateTable('AuditHead').set({ sequence, hash }).where('id', '=', HEAD_ID).where('sequence', '=', from).where('hash', '=', fromHash));
const mark = statement((rows: TrustRows, { ids }: { ids: readonly string[] }) => rows.updateTable('AuditEntry').set({ sealed: YES }).where('id', 'in', ids));

/** Chains what is not yet sealed, a batch at a time; the head moves by one conditional update, so two sealers cannot fork the chain. */
export async function sealEntries(context: TrustContext): Promise<number> {
  for (let total = 0; ; ) {
    const count = await sealBatch(context);
    total += count;
    if (count < SEAL_BATCH_MAX) return total;
  }
}

/** 0 where another sealer has moved the chain's end meanwhile: what was not sealed then is left to it. */
async function sealBatch(context: TrustContext): Promise<number> {
  try {
    const sealed = await context.transaction(async (tx) => {
      // The head first: what is read after it and not sealed is not before it in the chain.
      const [[known], found] = await context.read(headOf({ id: HEAD_ID }), unsealed({ limit: SEAL_BATCH_MAX }));
      const head = known ?? CHAIN_START;
      const sealedAtMs = context.clock.now();
      let { sequence, hash } = head;
      // An entry that has its link already was unmarked by hand: it gets no second one.
      const seals = found.filter((entry) => entry.sequence === null).map((entry): Seal => {
        sequence += 1;
        const link = { sequence, entryId: entry.id, commitment: commitmentOf(entry as unknown as EntryContent), sealedAtMs };
        hash = linkHash(hash, link);
        return { ...link, hash };
      });
      if (seals.length > 0) {
        if (known) tx.add(moveHead({ sequence, hash, from: head.sequence, fromHash: head.hash }), refuse(commonRefusals, 'WRONG_STATE'));
        else tx.insert('AuditHead', { id: HEAD_ID, sequence, hash });
      }
      for (let from = 0; from < seals.length; from += PER_STATEMENT) tx.insert('AuditSeal', seals.slice(from, from + PER_STATEMENT));
      for (let from = 0; from < found.length; from += PER_STATEMENT) tx.add(mark({ ids: found.slice(from, from + PER_STATEMENT).map(({ id }) => id) }));
      return ok(found.length);
    });
    return sealed.ok ? sealed.value : 0;
  } catch (error) {
    if (isDuplicateKey(error)) return 0;
    throw error;
  }
}
