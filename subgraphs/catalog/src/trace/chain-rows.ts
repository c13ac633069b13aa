import { idFrom } from '@heitu/kit/rules/ids';
import { sealTextWith, type Sealer } from '@heitu/kit/privacy/vault';
import { contentOf, type NewTraceEvent } from './append-event.ts';
import { canonicalEvent, commitmentOf, genesisHash, linkHash } from './chain.ts';

/**
 * A whole chain at once, for a history that is brought in: the rows that appending one event after the other would have
 * written.
 */
export function chainRows(
  { lotId, lotCode, partyId }: { lotId: string; lotCode: string; partyId: string },
  seal: Sealer,
  history: readonly (NewTraceEvent & { recordedAtMs: number })[],
  newSalt: () => string,
) {
  let headHash = genesisHash(lotId);
  const events = history.map(({ recordedAtMs, ...event }, i) => {
    const content = canonicalEvent(contentOf(lotCode, i + 1, event));
    const salt = newSalt();
    const commitment = commitmentOf(content, salt);
    headHash = linkHash(headHash, commitment);
    return {
      id: idFrom(`trace-event:${lotId}:${i + 1}`),
      lotId,
      sequence: i + 1,
      bizStep: event.bizStep,
      reference: event.reference ?? null,
      content: sealTextWith(seal, partyId, content),
      salt,
      commitment,
      hash: headHash,
      recordedAtMs,
    };
  });
  return {
    events,
    chain: { lotId, length: events.length, headHash, sealedLength: 0, updatedAtMs: history.at(-1)?.recordedAtMs ?? 0 },
  };
}
