import { isOutage } from '@heitu/kit/messages/peers';
import { ERASED_TEXT, isSealed, type SealedText } from '@heitu/kit/privacy/vault';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { keysOf } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';
import { isOverseer, ownParties } from '../access.ts';
import type { CatalogContext } from '../context.ts';
import { sha256Hex } from '@heitu/kit/rules/canonical';
import { commitmentOf, isCommitted, parsedOf, sealText, shownOf } from './chain.ts';
import {
  BIZ_STEP_NAMES,
  DISPOSITIONS,
  EVENTS_SHOWN_FIRST,
  EVENTS_SHOWN_LAST,
  PROOF_EVENTS_MAX,
  TRACE_SOURCES,
  TRACE_UNITS,
  type TraceContent,
} from './trace.policy.ts';
import type { SignedHandover } from './trace-keys.ts';
import { FAULTS, verifyChain, type StoredEvent, type StoredSeal, type TraceProblem } from './verify-chain.ts';

/** A lot by the code on the bag: anyone, once it has been released; before that its own people. */
export const lotByCode = (context: CatalogContext, code: string) =>
  context.rows
    .selectFrom('Lot')
    .selectAll()
    .where('code', '=', code)
    .$if(!isOverseer(context), (query) =>
      query.where((eb) => eb.or([eb('state', '!=', 'registered'), eb('partyId', 'in', ownParties(context))])),
    )
    .executeTakeFirst();

export interface VerifiedEvent extends Omit<TraceContent, 'lotCode' | 'reference'> {
  hash: string;
  recordedAtMs: number;
  verified: boolean;
  /** A name for the parcel that it went in, which leads to no shipment and to no other lot. */
  parcel: string | null;
}
export interface VerifiedTrace {
  events: VerifiedEvent[];
  verified: boolean;
  tampered: { sequence: number; problem: TraceProblem; text: string }[];
  seal: { root: string; signature: string; keyId: string; atMs: number; length: number } | null;
  /** What a phone needs to compute the same itself; null where the chain is too long for one. */
  proof: TraceProof | null;
}
export interface TraceProof {
  lotId: string;
  events: {
    sequence: number;
    commitment: string;
    shown: string | null;
    shownSalt: string | null;
    hidden: string | null;
  }[];
  seal: {
    length: number;
    headHash: string;
    proof: string[];
    text: string;
    signature: string;
    publicKey: string;
  } | null;
  handovers: readonly SignedHandover[];
}

function proofOf(
  context: CatalogContext,
  lotId: string,
  stored: readonly StoredEvent[],
  seal: StoredSeal | null,
): TraceProof | null {
  if (stored.length > PROOF_EVENTS_MAX) return null;
  const { traceKeys } = context.services;
  return {
    lotId,
    events: stored.map(({ sequence, commitment, content, salt }) => {
      // Of what was erased, and of events from before a part could be shown alone, the commitment stands alone.
      const shown = content === null ? null : shownOf(content, salt);
      const isOld =
        content !== null &&
        shown !== null &&
        commitmentOf(content, salt) !== commitment &&
        isCommitted(content, salt, commitment);
      return { sequence, commitment, ...(shown && !isOld ? shown : { shown: null, shownSalt: null, hidden: null }) };
    }),
    seal: seal && {
      length: seal.length,
      headHash: seal.headHash,
      proof: seal.proof.map(({ side, hash }) => `${side}:${hash}`),
      text: sealText(seal),
      signature: seal.signature,
      publicKey: traceKeys.byId(seal.keyId)?.publicPem ?? '',
    },
    handovers: traceKeys.handovers,
  };
}

async function newestSealOf(context: CatalogContext, lotId: string): Promise<StoredSeal | null> {
  const row = await context.rows
    .selectFrom('TraceSealLeaf as leaf')
    .innerJoin('TraceSeal as seal', 'seal.id', 'leaf.sealId')
    .select([
      'leaf.length',
      'leaf.headHash',
      'leaf.proof',
      'seal.root',
      'seal.previousRoot',
      'seal.chainCount',
      'seal.keyId',
      'seal.signature',
      'seal.atMs',
    ])
    .select(({ selectFrom }) =>
      selectFrom('TraceSeal as before')
        .select('before.root')
        .whereRef('before.atMs', '<', 'seal.atMs')
        .orderBy('before.atMs', 'desc')
        .limit(1)
        .as('rootBefore'),
    )
    // After the key was replaced a chain lies under two seals at one length.
    .where('leaf.lotId', '=', lotId)
    .orderBy('leaf.length', 'desc')
    .orderBy('seal.atMs', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { ...row, proof: fromJson(row.proof) } : null;
}

/**
 * The content as it was written; null where its key was destroyed. What does not open was altered, and is read as it
 * stands.
 */
async function openContent(context: CatalogContext, partyId: string, content: SealedText): Promise<string | null> {
  try {
    const opened = await context.vault.openTextUnrecorded(partyId, content);
    return opened === ERASED_TEXT && isSealed(content) ? null : opened;
  } catch (error) {
    if (isOutage(error)) throw error;
    return String(content);
  }
}

const textOrNone = z.string().nullable().catch(null);
const numberOrNone = z.number().nullable().catch(null);
const input = z.object({ name: z.string(), amount: textOrNone, usedOn: textOrNone, source: textOrNone });
const measured = z.object({
  name: z.string(),
  quantity: z.number(),
  unit: z.enum(keysOf(TRACE_UNITS)),
  lotCode: textOrNone,
});
/** What is shown of an event. One that was tampered with is shown as far as it can be. */
const shownContent = z.object({
  bizStep: z.enum(BIZ_STEP_NAMES).catch('other'),
  disposition: z.enum(DISPOSITIONS).catch('unknown'),
  title: z.string().catch('无法读取'),
  atMs: z.number().catch(0),
  place: textOrNone,
  divisionCode: textOrNone,
  actorName: textOrNone,
  note: textOrNone,
  temperatureCelsius: numberOrNone,
  temperatures: z
    .object({
      celsiusMin: z.number(),
      celsiusMax: z.number(),
      celsiusMean: z.number(),
      fromMs: z.number(),
      toMs: z.number(),
    })
    .nullable()
    .catch(null),
  units: numberOrNone,
  inputs: z.array(input).catch([]),
  consumed: z.array(measured).catch([]),
  produced: z.array(measured).catch([]),
  correctsSequence: numberOrNone,
  source: z.enum(keysOf(TRACE_SOURCES)).catch('catalog'),
}) satisfies z.ZodType<Omit<TraceContent, 'lotCode' | 'reference' | 'sequence'>>;
const readContent = (content: string | null) =>
  content === null ? shownContent.parse({ title: ERASED_TEXT }) : shownContent.parse(parsedOf(content) ?? {});

const PARCEL_LETTERS = 32;
/** Steps of a carrier with a parcel; an alarm has a reference too, and is about no one parcel. */
const WITH_PARCEL: readonly string[] = ['shipping', 'retail_selling', 'receiving'];
/** The salt of the chain's first event is given to nobody: without it nobody finds the shipment by trying. */
const parcelOf = (firstSalt: string, reference: string): string =>
  sha256Hex(`parcel:${reference}:${firstSalt}`).slice(0, PARCEL_LETTERS);

/** A lot's whole chain, read and verified. */
export async function verifiedTrace(
  context: CatalogContext,
  { id: lotId, partyId }: { id: string; partyId: string },
): Promise<VerifiedTrace> {
  const chain = await context.rows
    .selectFrom('TraceChain')
    .select(['lotId', 'length', 'headHash'])
    .where('lotId', '=', lotId)
    .executeTakeFirst();
  const stored = await context.rows
    .selectFrom('TraceEvent')
    .select(['sequence', 'content', 'salt', 'commitment', 'hash', 'recordedAtMs', 'reference'])
    .where('lotId', '=', lotId)
    .orderBy('sequence')
    .execute()
    .then((rows) =>
      Promise.all(rows.map(async (row) => ({ ...row, content: await openContent(context, partyId, row.content) }))),
    );
  const seal = await newestSealOf(context, lotId);
  const newest = await context.rows
    .selectFrom('TraceSeal')
    .select('atMs')
    .orderBy('atMs', 'desc')
    .limit(1)
    .executeTakeFirst();
  const faults = chain
    ? verifyChain(chain, stored, seal, newest?.atMs ?? null, context.services.traceKeys)
    : [{ sequence: 0, problem: 'head' as const }];
  const faulty = new Set(faults.map(({ sequence }) => sequence));
  // A fault of the chain as a whole leaves no event trustworthy.
  const wholeChain = faulty.has(0);
  const firstSalt = stored[0]?.salt ?? '';
  return {
    events: stored.map(({ sequence, content, hash, recordedAtMs, reference }) => {
      const shown = readContent(content);
      const isInParcel = shown.source === 'logistics' && WITH_PARCEL.includes(shown.bizStep);
      return {
        ...shown,
        sequence,
        hash,
        recordedAtMs,
        verified: !wholeChain && !faulty.has(sequence),
        parcel: isInParcel && reference !== null ? parcelOf(firstSalt, reference) : null,
      };
    }),
    verified: faults.length === 0,
    tampered: faults.map(({ sequence, problem }) => ({ sequence, problem, text: FAULTS[problem] })),
    seal: seal && {
      root: seal.root,
      signature: seal.signature,
      keyId: seal.keyId,
      atMs: seal.atMs,
      length: seal.length,
    },
    proof: proofOf(context, lotId, stored, seal),
  };
}

/** The first and the last of a long chain. */
export const shownEvents = <Event>(events: readonly Event[]): Event[] =>
  events.length <= EVENTS_SHOWN_FIRST + EVENTS_SHOWN_LAST
    ? [...events]
    : [...events.slice(0, EVENTS_SHOWN_FIRST), ...events.slice(-EVENTS_SHOWN_LAST)];
