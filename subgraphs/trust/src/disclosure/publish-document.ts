import { unlessTaken } from '@heitu/kit/data/only-one';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, paragraph, parse, z } from '@heitu/kit/rules/validate';
import { PLATFORM_FEE_TEXT } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import { PublicDocument } from './disclosure.entity.ts';
import { DOCUMENT_KINDS, type DocumentKind } from './disclosure.policy.ts';
import { disclosureRefusals } from './disclosure.refusals.ts';

const KINDS = DOCUMENT_KINDS.map((row) => row.kind) as [DocumentKind, ...DocumentKind[]];
const schema = z.object({
  requestId: identifier(),
  kind: z.enum(KINDS),
  title: line(80, 2),
  text: paragraph(20_000, 4),
});

/** Price list and seller agreement say the fee that is booked, and no other. */
const STATES_FEE: ReadonlySet<DocumentKind> = new Set(['fees', 'seller-agreement']);

/**
 * Publishes the next version of one of the operator's public documents; earlier versions stay readable (E-Commerce Law
 * 32-34).
 */
export async function publishDocument(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { requestId, kind, title, text } = valid.value;
  if (STATES_FEE.has(kind) && !text.includes(PLATFORM_FEE_TEXT)) {
    return refuse(disclosureRefusals, 'FEE_NOT_STATED', [
      { at: 'text', text: `请一字不差地写上：${PLATFORM_FEE_TEXT}` },
    ]);
  }
  if (kind === 'service-phone' && !/^[\d-]{7,20}$/.test(text)) return refuse(disclosureRefusals, 'NO_PHONE');
  return context.transaction(
    async (tx) => {
      const newest = await tx.rows
        .selectFrom('PublicDocument')
        .select('version')
        .where('kind', '=', kind)
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst();
      const id = context.newId();
      const taken = await unlessTaken(
        tx.em.insert(PublicDocument, {
          id,
          kind,
          version: (newest?.version ?? 0) + 1,
          title,
          text,
          publishedBy: context.actor.id,
          publishedAtMs: context.clock.now(),
        }),
        refuse(disclosureRefusals, 'NEWER_VERSION'),
      );
      if (taken) return taken;
      tx.audit({ type: 'document', id, clause: DOCUMENT_KINDS.find((row) => row.kind === kind)!.clause });
      return ok({ id });
    },
    { id: requestId, input },
  );
}
