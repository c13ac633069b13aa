import { canonicalJson } from '@heitu/kit/rules/canonical';
import { isKeyOf } from '@heitu/kit/rules/checked';
import type { IssuedPaper } from '@heitu/kit/rules/issued-paper';
import { SIGNED_PAPER_TITLES } from '@heitu/standard';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { SignedPaper } from './signed-paper.entity.ts';

/** Nothing else that this key signs begins so. */
export const signedPaperText = (text: string): string => `heitu-paper-1:${text}`;

/**
 * Signs what a room issued, with the key of traces and labels, whose history everybody can read (decision 60). The time
 * of signing is signed as well: the key must have been in use then.
 */
export async function signPaper(
  { services, clock }: CatalogContext,
  tx: CatalogTransaction,
  { kind, ...issued }: IssuedPaper,
): Promise<void> {
  if (!isKeyOf(SIGNED_PAPER_TITLES, kind)) throw new Error(`a paper of the unknown kind ${kind}`);
  const { facts, ...said } = { ...issued, kind, signedAtMs: clock.now() };
  const text = canonicalJson({ ...said, facts });
  const { keyId } = services.traceSigner;
  const signature = services.traceSigner.sign(signedPaperText(text));
  await tx.em.insert(SignedPaper, { ...said, text, signature, keyId });
}
