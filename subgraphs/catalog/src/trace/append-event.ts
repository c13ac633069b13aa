import { unlessDestroyed } from '@heitu/kit/privacy/vault';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { canonicalEvent, commitmentOf, genesisHash, linkHash } from './chain.ts';
import { TraceChain, TraceEvent } from './trace.entity.ts';
import { BIZ_STEPS, CHAIN_LENGTH_MAX, type BizStep, type Disposition, type TraceContent } from './trace.policy.ts';

export async function startTraceChain(context: CatalogContext, tx: CatalogTransaction, lotId: string): Promise<void> {
  await tx.em.insert(TraceChain, {
    lotId,
    length: 0,
    headHash: genesisHash(lotId),
    sealedLength: 0,
    updatedAtMs: context.clock.now(),
  });
}

export type NewTraceEvent = Partial<TraceContent> & {
  bizStep: BizStep;
  disposition?: Disposition;
  atMs: number;
  place: string | null;
  source: TraceContent['source'];
};

/** The event as the chain will hold it: what was not said takes the step's usual words. */
export function contentOf(lotCode: string, sequence: number, event: NewTraceEvent): TraceContent {
  const step = BIZ_STEPS[event.bizStep];
  return {
    title: step.title,
    divisionCode: null,
    actorName: null,
    note: null,
    temperatureCelsius: null,
    temperatures: null,
    units: null,
    inputs: [],
    consumed: [],
    produced: [],
    correctsSequence: null,
    reference: null,
    ...event,
    disposition: event.disposition ?? step.disposition,
    lotCode,
    sequence,
  };
}

/** What ties an event to the chain's head. */
export function linkedTo({ services }: CatalogContext, headHash: string, content: string) {
  const salt = services.newSalt();
  const commitment = commitmentOf(content, salt);
  return { salt, commitment, hash: linkHash(headHash, commitment) };
}

/**
 * Appends to a lot's chain; the sequence number, or null where there is no chain, it is full for this source, or its
 * seller was forgotten.
 */
export async function appendTraceEvent(
  context: CatalogContext,
  tx: CatalogTransaction,
  lot: { lotId: string; lotCode: string; partyId: string },
  event: NewTraceEvent,
): Promise<number | null> {
  const { lotId, lotCode, partyId } = lot;
  const nowMs = context.clock.now();
  // Writing first locks the chain's row: two events at once queue here, and neither overwrites the other's head.
  if ((await tx.em.nativeUpdate(TraceChain, { lotId }, { updatedAtMs: nowMs })) === 0) return null;
  const chain = await tx.rows
    .selectFrom('TraceChain')
    .select(['length', 'headHash'])
    .where('lotId', '=', lotId)
    .executeTakeFirstOrThrow();
  if (event.source === 'logistics' && chain.length >= CHAIN_LENGTH_MAX) {
    context.log.warn({ lotId }, 'the trace chain of this lot is full; the carrier keeps the rest');
    return null;
  }
  const sequence = chain.length + 1;
  const content = canonicalEvent(contentOf(lotCode, sequence, event));
  const sealed = await unlessDestroyed(context.vault.sealText(partyId, content), null);
  if (sealed === null) return null;
  const { salt, commitment, hash } = linkedTo(context, chain.headHash, content);
  await tx.em.insert(TraceEvent, {
    id: context.newId(),
    lotId,
    sequence,
    bizStep: event.bizStep,
    reference: event.reference ?? null,
    content: sealed,
    salt,
    commitment,
    hash,
    recordedAtMs: nowMs,
  });
  await tx.em.nativeUpdate(TraceChain, { lotId }, { length: sequence, headHash: hash });
  return sequence;
}
