import { unlessTaken } from '@heitu/kit/data/only-one';
import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { DocumentComment } from './disclosure.entity.ts';
import { RecordSaved } from './disclosure.view.ts';

/** Anybody with an account says what they think of a draft (E-Commerce Law 34). */
export const commentOnDocument = mutation({
  name: 'commentOnDocument',
  description: 'Anybody with an account says what they think of a draft, one time.',
  may: permit.role('consumer'),
  input: z.object({
    draftId: identifier().describe('The draft.'),
    text: paragraph(1000, 2).describe('For the operator alone; what it answers is public.'),
  }),
  refusals: {
    NOT_FOUND,
    NO_DRAFT: { message: '这份已经定稿或作废，不再收意见' },
    ALREADY_SAID: { message: '您已经提过意见了' },
  },
  shows: asItIs(RecordSaved),
  run: (context, { draftId, text }, refuse) =>
    context.transaction(async (tx) => {
      const document = await tx.rows
        .selectFrom('PublicDocument')
        .select('state')
        .where('id', '=', draftId)
        .executeTakeFirst();
      if (!document) return refuse('NOT_FOUND');
      if (document.state !== 'draft') return refuse('NO_DRAFT');
      const { id: accountId } = context.actor;
      const id = context.newId();
      const said = { text: await context.vault.sealText(accountId, text), atMs: context.clock.now() };
      const taken = await unlessTaken(
        tx.em.insert(DocumentComment, { id, documentId: draftId, accountId, ...said }),
        refuse('ALREADY_SAID'),
      );
      if (taken) return taken;
      tx.audit({ type: 'document', id: draftId });
      return ok({ id });
    }),
});
