import { startOfChinaDate } from '@heitu/kit/rules/calendar';
import { LocalDate } from '@heitu/kit/rules/graphql';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { asScalar, identifier, localDate, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { DocumentComment } from './disclosure.entity.ts';
import { documents } from './disclosure.moves.ts';
import { PublicDocumentView } from './disclosure.view.ts';
import { documentsById } from './document.loader.ts';
import { HEARD_DAYS } from './document.policy.ts';

/** A draft that was public for seven days becomes what will bind, from a day to come (E-Commerce Law 34). */
export const adoptDocument = mutation({
  name: 'adoptDocument',
  description: 'Adopts a draft that was public for seven days; it binds from the beginning of a day to come.',
  may: permit.role('operator-admin'),
  input: z.object({
    draftId: identifier().describe('The draft.'),
    effectiveOn: asScalar(LocalDate, localDate()).describe('From the beginning of this day on it binds; after today.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    STILL_HEARD: { message: `征求意见要满${HEARD_DAYS}天才能定稿`, clause: '10.5.cu' },
    COMMENTS_OPEN: { message: '还有意见没有答复，都答复了再定稿' },
    EFFECTIVE_PAST: { message: '生效的日子要在今天以后，让大家先知道' },
  },
  shows: rowAfter(PublicDocumentView, documentsById),
  run: (context, { draftId: id, effectiveOn }, refuse) =>
    context.transaction(async (tx) => {
      const effectiveAtMs = startOfChinaDate(effectiveOn);
      if (effectiveAtMs <= context.clock.now()) return refuse('EFFECTIVE_PAST', 'effectiveOn');
      const draft = await tx.rows.selectFrom('PublicDocument').selectAll().where('id', '=', id).executeTakeFirst();
      if (!draft) return refuse('NOT_FOUND');
      // What is taken up becomes another draft, with seven days of its own.
      if (await tx.em.count(DocumentComment, { documentId: id, answeredAtMs: null })) return refuse('COMMENTS_OPEN');
      const refused = await documents.move(context, tx, 'adopt', draft, refuse, { set: { effectiveAtMs } });
      if (refused) return refused;
      return ok({ id });
    }),
});
