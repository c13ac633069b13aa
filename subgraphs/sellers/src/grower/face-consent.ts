import { FaceConsent } from '../asks/trust.ts';
import type { SellersContext } from '../context.ts';
import { FACE_PURPOSE } from './grower.policy.ts';

/** Whether this person lets their face be shown, as trust knows it now. Asks a peer: never inside a transaction. */
export async function letsFaceBeShown(context: SellersContext, accountId: string): Promise<boolean> {
  const { consentStates } = await context.peers.query(FaceConsent, { accountId, purposes: [FACE_PURPOSE] });
  return consentStates.some(({ purpose, granted }) => purpose === FACE_PURPOSE && granted);
}
