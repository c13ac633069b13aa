import { Inbox } from '@heitu/kit/data/entities';
import { newId } from '@heitu/kit/rules/ids';
import { AuditEntry, AuditHead, AuditSeal } from '../audit/audit.entity.ts';
import { CHAIN_START, commitmentOf, linkHash, type EntryContent, type Seal } from '../audit/chain.policy.ts';
import type { chainIn } from './chain.fixture.ts';
import type { TrustRoom } from './trust-room.fixture.ts';

/** What somebody does to the chain who can write to its database, knows the code and has no key. */
export function forgerOf(room: TrustRoom, chain: ReturnType<typeof chainIn>) {
  return {
    /** Deletes acts as if they had never been received. */
    async erase(entryIds: readonly string[]): Promise<void> {
      await chain.em().nativeDelete(AuditEntry, { id: { $in: [...entryIds] } });
      await chain.em().nativeDelete(Inbox, { key: { $in: entryIds.map((id) => `${id}:record-act`) } });
    },
    /** Links what is given anew behind link `after`, and moves the head there. */
    async relink(after: number, links: readonly Pick<Seal, 'entryId' | 'commitment' | 'sealedAtMs'>[]): Promise<void> {
      const before = await chain.em().findOne(AuditSeal, { sequence: after });
      await chain.em().nativeDelete(AuditSeal, { sequence: { $gt: after } });
      let last = before ? { sequence: before.sequence, hash: before.hash } : CHAIN_START;
      for (const { entryId, commitment, sealedAtMs } of links) {
        const next = { entryId, commitment, sealedAtMs, sequence: last.sequence + 1 };
        last = { sequence: next.sequence, hash: linkHash(last.hash, next) };
        await chain.em().insert(AuditSeal, { ...next, hash: last.hash });
      }
      await chain.em().nativeUpdate(AuditHead, { id: 'head' }, last);
    },
    async linksFrom(first: number): Promise<Seal[]> {
      const rows = await chain.em().find(AuditSeal, { sequence: { $gte: first } }, { orderBy: { sequence: 1 } });
      return rows.map((row) => ({ ...row }));
    },
    /** An entry of the forger's own, in the words of the honest one `modelId`. */
    async forgeEntry(modelId: string, change: Partial<EntryContent>, sealed: boolean) {
      const model = await chain.em().findOneOrFail(AuditEntry, { id: modelId });
      const id = newId(room.clock.now());
      await chain.em().insert(AuditEntry, { ...model, id, ...change, sealed } as never);
      const { rows } = chain.contextOf(room);
      const stored = await rows.selectFrom('AuditEntry').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
      return { id, commitment: commitmentOf(stored as unknown as EntryContent) };
    },
  };
}
