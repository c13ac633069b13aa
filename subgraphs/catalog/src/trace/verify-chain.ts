import { MINUTE_MS } from '@heitu/kit/rules/clock';
import {
  genesisHash,
  isCommitted,
  leafHash,
  linkHash,
  rootFrom,
  sealText,
  type ProofStep,
  type SealFields,
} from './chain.ts';
import { isSignedBy, type TraceKeys } from './trace-keys.ts';

/** Events this much older than the newest seal must lie under a seal: longer than any transaction stays open. */
const SEAL_GRACE_MS = 10 * MINUTE_MS;

export const FAULTS = {
  content: '内容被改动过',
  link: '和前一条对不上，次序或内容被改动过',
  missing: '这一条不见了',
  head: '最后几条被删掉或改动过',
  seal: '和已签名的封存记录不一致，整条记录可能被重写过',
  key: '签名用的密钥不是平台公布的',
  retired: '签名的日期在这把密钥停用之后',
  line: '签名的封存记录前后接不上',
} as const;
export type TraceProblem = keyof typeof FAULTS;
export interface TraceFault {
  /** Of the event; 0 where the chain as a whole is meant. */
  sequence: number;
  problem: TraceProblem;
}

export interface StoredEvent {
  sequence: number;
  /** Null where its key was destroyed: the commitment still stands in the chain. */
  content: string | null;
  salt: string;
  commitment: string;
  hash: string;
  recordedAtMs: number;
}
export interface StoredSeal extends SealFields {
  signature: string;
  length: number;
  headHash: string;
  proof: readonly ProofStep[];
  /** The root of the seal before this one, as the records have it. */
  rootBefore: string | null;
}

/** A seal is verified with its own key, which must be one that the platform has published, and not have ended before. */
function sealProblem(
  lotId: string,
  seal: StoredSeal,
  hashThere: string | undefined,
  keys: Pick<TraceKeys, 'byId'>,
): TraceProblem | null {
  const key = keys.byId(seal.keyId);
  if (!key) return 'key';
  const isUnderRoot =
    rootFrom(leafHash({ lotId, length: seal.length, headHash: seal.headHash }), seal.proof) === seal.root;
  if (!isUnderRoot || !isSignedBy(key.publicPem, sealText(seal), seal.signature) || hashThere !== seal.headHash)
    return 'seal';
  if (key.untilMs !== null && seal.atMs > key.untilMs) return 'retired';
  return seal.previousRoot === seal.rootBefore ? null : 'line';
}

/**
 * Computes everything anew: each content against its commitment, each link, the head, and the newest signed seal over
 * this chain.
 */
export function verifyChain(
  chain: { lotId: string; length: number; headHash: string },
  events: readonly StoredEvent[],
  seal: StoredSeal | null,
  newestSealAtMs: number | null,
  keys: Pick<TraceKeys, 'byId'>,
): TraceFault[] {
  const faults: TraceFault[] = [];
  const bySequence = new Map(events.map((event) => [event.sequence, event]));
  const last = Math.max(chain.length, ...events.map((event) => event.sequence), seal?.length ?? 0);
  let previousHash: string | null = genesisHash(chain.lotId);
  for (let sequence = 1; sequence <= last; sequence++) {
    const event = bySequence.get(sequence);
    if (!event) {
      faults.push({ sequence, problem: 'missing' });
      previousHash = null;
      continue;
    }
    if (event.content !== null && !isCommitted(event.content, event.salt, event.commitment))
      faults.push({ sequence, problem: 'content' });
    // After a gap there is nothing to check the next link against.
    else if (previousHash !== null && linkHash(previousHash, event.commitment) !== event.hash)
      faults.push({ sequence, problem: 'link' });
    previousHash = event.hash;
  }
  if (faults.length === 0 && (events.length !== chain.length || previousHash !== chain.headHash))
    faults.push({ sequence: 0, problem: 'head' });
  if (seal) {
    const problem = sealProblem(chain.lotId, seal, bySequence.get(seal.length)?.hash, keys);
    if (problem) faults.push({ sequence: 0, problem });
  }
  const unsealed = events.find((event) => event.sequence > (seal?.length ?? 0));
  if (unsealed && newestSealAtMs !== null && unsealed.recordedAtMs < newestSealAtMs - SEAL_GRACE_MS)
    faults.push({ sequence: 0, problem: 'seal' });
  return faults;
}
