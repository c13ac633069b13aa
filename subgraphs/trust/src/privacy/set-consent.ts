import { consentChanged } from '@heitu/events/trust.consent-changed.v1';
import { ok } from '@heitu/kit/rules/outcome';
import { asScalar, line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { GraphQLInt } from 'graphql';
import { mutation } from '../context.ts';
import { Session } from '../identity/account.entity.ts';
import { Consent, ConsentReceipt } from './privacy.entity.ts';
import { noticeInForce } from './privacy.loader.ts';
import { NO_NOTICE, NOTICE_CHANGED } from './privacy.refusals.ts';
import { DEVICE_PURPOSE, purposeOf } from './purposes.policy.ts';
import { ConsentSet } from './privacy.view.ts';

/**
 * The person agrees to one purpose or objects to it; either counts from this moment (10.3.a-b). A withdrawal is taken
 * under whatever version of the notice the person saw; an agreement only under the newest.
 */
export const setConsent = mutation({
  name: 'setConsent',
  description: 'The person agrees to one purpose or objects to it; either counts at once.',
  may: permit.role('consumer'),
  input: z.object({
    purpose: line(40).describe('One of the optional purposes; see myConsents.'),
    granted: z.boolean().describe('True agrees, false objects; either counts at once.'),
    noticeVersion: asScalar(GraphQLInt, z.number().int().min(1)).describe(
      'The version of the notice that was shown; to agree it must be the newest (NOTICE_CHANGED).',
    ),
  }),
  refusals: {
    PURPOSE_UNKNOWN: { message: '没有这个用途', clause: '10.3.a' },
    NOT_A_CHOICE: { message: '这一项是下单或法律要求必需的，不靠同意，无需选择', clause: '10.3.b' },
    NO_NOTICE,
    NOTICE_CHANGED,
  },
  shows: asItIs(ConsentSet),
  async run(context, { purpose, granted, noticeVersion }, refuse) {
    const known = purposeOf(purpose);
    if (!known) return refuse('PURPOSE_UNKNOWN');
    if (known.legalBasis !== 'consent') return refuse('NOT_A_CHOICE');
    return context.transaction(async (tx) => {
      const notice = await noticeInForce(tx, context.clock.now());
      if (!notice) return refuse('NO_NOTICE');
      if (granted && notice.version !== noticeVersion) return refuse('NOTICE_CHANGED');
      const accountId = context.actor.id;
      const atMs = context.clock.now();
      await tx.em.upsert(
        Consent,
        { id: context.newId(), accountId, purpose, granted, noticeVersion: notice.version, atMs },
        { onConflictFields: ['accountId', 'purpose'], onConflictMergeFields: ['granted', 'noticeVersion', 'atMs'] },
      );
      await tx.em.insert(ConsentReceipt, {
        id: context.newId(),
        accountId,
        purpose,
        granted,
        noticeVersion: notice.version,
        noticeHash: notice.contentHash,
        atMs,
      });
      // What was written down with consent goes with it.
      if (purpose === DEVICE_PURPOSE && !granted)
        await tx.em.nativeUpdate(
          Session,
          { holderId: accountId, channel: { $ne: 'password' } },
          { deviceSealed: null },
        );
      tx.publish(consentChanged, { type: 'account', id: accountId }, { accountId, purpose, granted });
      tx.audit({ type: 'consent', id: purpose, clause: '10.3.a' });
      return ok({ purpose, granted });
    });
  },
});
