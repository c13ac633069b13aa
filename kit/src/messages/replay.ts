import { CallTaken } from '../data/entities.ts';
import { isDuplicateKey, type Orm } from '../data/orm.ts';
import type { SignedCall } from './signing.ts';

/** More than a process can answer within the life of a signature. */
export const CALLS_REMEMBERED_MAX = 200_000;

/** The calls that this process has taken, while their signatures hold. */
export function createCallMemory(rememberedMax = CALLS_REMEMBERED_MAX): {
  take(call: Pick<SignedCall, 'id' | 'untilMs'>, nowMs: number): boolean;
} {
  const taken = new Map<string, number>();
  return {
    /** False where it was taken before, or where that can no longer be known. */
    take({ id, untilMs }, nowMs) {
      // Signatures all hold equally long: the oldest are the first to end.
      for (const [oldest, endsMs] of taken) {
        if (endsMs >= nowMs) break;
        taken.delete(oldest);
      }
      if (taken.has(id) || taken.size >= rememberedMax) return false;
      taken.set(id, untilMs);
      return true;
    },
  };
}

/** Takes a call for all replicas of this subgraph; false where one of them has taken it. */
export async function takeCall(orm: Orm, { id, untilMs }: Pick<SignedCall, 'id' | 'untilMs'>): Promise<boolean> {
  try {
    await orm.em.fork().insert(CallTaken, { id, untilMs });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
