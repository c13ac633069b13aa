import { isDuplicateKey } from '@heitu/kit/orm';
import { ok, refuse, type Outcome } from '@heitu/kit/outcome';
import { identifier, line, paragraph, parse, z } from '@heitu/kit/validate';
import type { TrustContext } from '../context.ts';
import { PublicDocument } from './disclosure.entity.ts';
import { DOCUMENT_KINDS, type DocumentKind } from './disclosure.policy.ts';
import { disclosureRefusals } from './disclosure.refusals.ts';

const KINDS = DOCUMENT_KINDS.map((row) => row.kind) as [DocumentKind, ...DocumentKind[]];
const schema = z.object({ requestId: identifier(), kind: z.enum(KINDS), title: line(80, 2), text: paragraph(20_000, 4) });

/** Publishes the next version of one of the operator's public documents; earlier versions stay readable (E-Commerce Law 32-34). */
export async function publishDocument(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { requestId, kind, title, text } = valid.value;
  try {
    return await context.transaction(async (tx) => {
      const newest = await tx.rows.selectFrom('PublicDocument').select('version').where('kind', '=', kind).orderBy('version', 'desc').limit(1).executeTakeFirst();
      const id = context.newId();
      await tx.em.insert(PublicDocument, { id, kind, version: (newest?.version ?? 0) + 1, title, text, publishedBy: context.actor.id, publishedAtMs: context.clock.now() });
      tx.audit({ type: 'document', id, clause: DOCUMENT_KINDS.find((row) => row.kind === kind)!.clause });
      return ok({ id });
    }, { id: requestId, input });
  } catch (error) {
    if (isDuplicateKey(error)) return refuse(disclosureRefusals, 'NEWER_VERSION');
    throw error;
  }
}
