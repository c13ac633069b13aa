import { trustPaperIssued } from '@heitu/events/trust.paper-issued.v1';
import { hashOf, sha256Hex } from '@heitu/kit/rules/canonical';
import { paperAddress, paperCode } from '@heitu/kit/rules/issued-paper';
import { toJson } from '@heitu/kit/rules/typed-json';
import { useFiles } from '@heitu/kit/privacy/file-uses';
import type { SignedPaperKind } from '@heitu/standard';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { OversightAnswer } from './oversight.entity.ts';
import { OVERSIGHT_FILE, OVERSIGHT_PACKAGE } from './oversight.policy.ts';
import { packageFacts, packagePdf, type Gathered } from './evidence-package.ts';

const KIND: SignedPaperKind = 'oversight-package';
const PDF = 'application/pdf';
/** Whose files its attachments and its package are. */
const ANSWER = 'oversight-answer';

interface ToGive {
  request: { id: string; askedAtMs: number };
  version: number;
  text: string;
  reason: string | null;
  attachmentIds: readonly string[];
  /** What the request named; null where it named nothing. */
  gathered: Gathered | null;
}
/** Writes an answer with its package, signed and verified by its code; null where a file is not there. */
export async function giveAnswer(
  context: TrustContext,
  tx: TrustTransaction,
  { request, version, text, reason, attachmentIds, gathered }: ToGive,
): Promise<{ hash: string; atMs: number } | null> {
  const [id, atMs] = [context.newId(), context.clock.now()];
  if (!(await useFiles(context, tx, { type: ANSWER, id }, attachmentIds, OVERSIGHT_FILE))) return null;
  const hash = hashOf({ id: request.id, answer: text, answeredAtMs: atMs });
  const paper = gathered && (await keep(context, tx, { id, atMs, request, gathered }));
  await tx.em.insert(OversightAnswer, {
    id,
    requestId: request.id,
    version,
    text: await context.vault.sealText(request.id, text),
    reason: reason === null ? null : await context.vault.sealText(request.id, reason),
    attachmentIds: attachmentIds.length > 0 ? toJson([...attachmentIds]) : null,
    answeredBy: context.actor.id,
    atMs,
    hash,
    packageCode: paper?.code ?? null,
    packageDigest: paper?.digest ?? null,
    orderCount: gathered?.orderCount ?? null,
  });
  return { hash, atMs };
}

async function keep(
  context: TrustContext,
  tx: TrustTransaction,
  { id, atMs, request, gathered }: { id: string; atMs: number; request: ToGive['request']; gathered: Gathered },
): Promise<{ code: string; digest: string }> {
  const code = paperCode(id);
  const address = paperAddress(context.services.publicUrl, code);
  const bytes = packagePdf(gathered, {
    number: request.id,
    askedAtMs: request.askedAtMs,
    issuedAtMs: atMs,
    code,
    address,
  });
  const digest = sha256Hex(bytes);
  await context.files.put(
    tx.em,
    { id, ownerId: request.id, purpose: OVERSIGHT_PACKAGE, isPublic: false, atMs, mediaType: PDF, bytes },
    [{ type: ANSWER, id }],
  );
  const facts = packageFacts(gathered);
  tx.publish(
    trustPaperIssued,
    { type: 'oversight', id: request.id },
    { code, kind: KIND, subject: `来件 ${request.id}`, digest, issuedAtMs: atMs, facts },
  );
  return { code, digest };
}
