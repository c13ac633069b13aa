import { ok } from '@heitu/kit/rules/outcome';
import { asScalar, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { GraphQLInt } from 'graphql';
import { mutation } from '../context.ts';
import { noticeInForce } from './privacy.loader.ts';
import { NO_NOTICE, NOTICE_CHANGED } from './privacy.refusals.ts';
import { NoticeAccepted } from './privacy.view.ts';
import { takeNotice } from './take-notice.ts';

/** The person has read this version of the notice. */
export const acceptNotice = mutation({
  name: 'acceptNotice',
  description: 'The person has read this version of the privacy notice.',
  may: permit.role('consumer'),
  input: z.object({
    version: asScalar(GraphQLInt, z.number().int().min(1)).describe(
      'The version that was shown; an older one is refused (NOTICE_CHANGED).',
    ),
  }),
  refusals: { NO_NOTICE, NOTICE_CHANGED },
  shows: asItIs(NoticeAccepted),
  run: (context, { version }, refuse) =>
    context.transaction(async (tx) => {
      const binding = await noticeInForce(tx, context.clock.now());
      if (!binding) return refuse('NO_NOTICE');
      const shown = await tx.rows
        .selectFrom('Notice')
        .select('contentHash')
        .where('version', '=', version)
        .executeTakeFirst();
      if (!shown || version < binding.version) return refuse('NOTICE_CHANGED');
      await takeNotice(context, tx, context.actor.id, { version, contentHash: shown.contentHash });
      return ok({ version });
    }),
});
