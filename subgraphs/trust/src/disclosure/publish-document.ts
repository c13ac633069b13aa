import { unlessTaken } from '@heitu/kit/data/only-one';
import { asItIs } from '@heitu/kit/rules/mutation';
import { atField, ok } from '@heitu/kit/rules/outcome';
import { oneOf } from '@heitu/kit/rules/enums';
import { permit } from '@heitu/kit/rules/permissions';
import { judged, line, paragraph, z } from '@heitu/kit/rules/validate';
import { PLATFORM_FEE_RULE, unlawfulUnquoted } from '@heitu/standard';
import { mutation } from '../context.ts';
import { PublicDocumentKinds } from '../enums.ts';
import { PublicDocument } from './disclosure.entity.ts';
import { AGREEMENT_KINDS, DOCUMENT_CLAUSES } from './disclosure.policy.ts';
import { documents } from './disclosure.moves.ts';
import { documentLifecycle } from './document.lifecycle.ts';
import { inForceOf } from './document.loader.ts';
import {
  bindsAtOnceFromMs,
  CONTACTS,
  FIRST_VERSION,
  HEARD_MS,
  LAPSES_MS,
  ONLY_CONTACT,
  SAYS_FEE,
  saysFee,
} from './document.policy.ts';
import { NEWER_VERSION } from './disclosure.refusals.ts';
import { RecordSaved } from './disclosure.view.ts';

/**
 * Publishes the next version of one of the operator's public documents as a draft, to be spoken about (E-Commerce Law
 * 32-34). The first version, and what a law demands at once, binds at once, and says why; what people trade under as
 * soon as no offer of before is left.
 */
export const publishDocument = mutation({
  name: 'publishDocument',
  description:
    "Publishes the next version of one of the operator's public documents as a draft; a first one binds at once.",
  may: permit.role('operator-admin'),
  input: z.object({
    kind: oneOf(PublicDocumentKinds).describe('Which document.'),
    title: judged(line(80, 2), unlawfulUnquoted).describe('2 to 80 characters.'),
    text: judged(paragraph(20_000, 4), unlawfulUnquoted).describe(
      '4 to 20,000 characters. Words that no public text may hold are refused unless they are quoted.',
    ),
    atOnceBecause: line(200, 4).nullish().describe('The law that demands it at once; shown with it. Else left out.'),
  }),
  requestId: 'must',
  refusals: {
    NEWER_VERSION,
    FEE_NOT_STATED: {
      message: '收费标准和入驻协议要写明平台服务费怎么收；费率另外公布，不写具体数字',
      clause: '6.5.a',
    },
    NO_PHONE: { message: '服务电话只写号码，例如 0451-00000000' },
  },
  shows: asItIs(RecordSaved),
  async run(context, { kind, title, text, atOnceBecause }, refuse) {
    if (SAYS_FEE.some((one) => one === kind) && !saysFee(text)) {
      return refuse('FEE_NOT_STATED', [atField('text', `请一字不差地写上，不写百分之几：${PLATFORM_FEE_RULE}`)]);
    }
    if (kind === 'service-phone' && !/^[\d-]{7,20}$/.test(text)) return refuse('NO_PHONE');
    return context.transaction(async (tx) => {
      const newest = await tx.rows
        .selectFrom('PublicDocument')
        .select('version')
        .where('kind', '=', kind)
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst();
      const id = context.newId();
      const nowMs = context.clock.now();
      const isFirst = !(await inForceOf(tx, nowMs, kind));
      const why = CONTACTS.has(kind) ? ONLY_CONTACT : isFirst ? FIRST_VERSION : (atOnceBecause ?? null);
      const effectiveAtMs = AGREEMENT_KINDS.some((one) => one === kind) ? bindsAtOnceFromMs(why, nowMs) : nowMs;
      // One draft of a kind is spoken about at a time, each for its whole time.
      if (why === null) await documents.bySystem(context, tx, 'lapse', { kind });
      const taken = await unlessTaken(
        tx.em.insert(PublicDocument, {
          id,
          kind,
          version: (newest?.version ?? 0) + 1,
          title,
          text,
          publishedBy: context.actor.id,
          publishedAtMs: nowMs,
          ...(why === null
            ? { state: documentLifecycle.initial, heardUntilMs: nowMs + HEARD_MS, lapsesAtMs: nowMs + LAPSES_MS }
            : { state: 'adopted', heardUntilMs: nowMs, effectiveAtMs, atOnceBecause: why }),
        }),
        refuse('NEWER_VERSION'),
      );
      if (taken) return taken;
      tx.audit({ type: 'document', id, clause: DOCUMENT_CLAUSES[kind] });
      return ok({ id });
    });
  },
});
