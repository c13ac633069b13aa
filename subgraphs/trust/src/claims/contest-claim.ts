import { PHOTO_MISSING, PHOTO_UNKNOWN, useFiles } from '@heitu/kit/privacy/file-uses';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { toJson } from '@heitu/kit/rules/typed-json';
import { identifier, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { claimId } from '../input-fields.ts';
import { claimNow, CLAIM_PARTY_ROLES, claimOfParty } from './claim-answers.ts';
import { claimParties } from './claim.loader.ts';
import { ClaimShare } from './claim.entity.ts';
import { claims } from './claim.moves.ts';
import { CLAIM_PHOTO, CLAIM_PHOTOS_MAX, decideDueAt } from './claim.policy.ts';
import { ALREADY_ANSWERED } from './claim.refusals.ts';

/** A party says why it does not bear what the records say, with photos: a mediator decides. */
export const contestClaim = mutation({
  name: 'contestClaim',
  description: 'A party says why it does not bear what it is proposed to; a mediator decides.',
  may: permit.role(...CLAIM_PARTY_ROLES),
  input: z.object({
    claimId: claimId(),
    text: paragraph(2000, 2).describe('Why; 2 to 2000 characters, sealed.'),
    photoIds: z
      .array(identifier())
      .max(CLAIM_PHOTOS_MAX)
      .nullish()
      .describe('POST /edges/trust/files?purpose=claim-photo'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE, ALREADY_ANSWERED, PHOTO_UNKNOWN },
  shows: claimNow,
  run: (context, { claimId: id, text, ...input }, refuse) =>
    context.transaction(async (tx) => {
      const claim = await claimOfParty(context, tx, id);
      if (!claim) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      const refused = await claims.move(context, tx, 'contest', claim, refuse, {
        parts: ['party'],
        set: { decideDueAtMs: claim.decideDueAtMs ?? decideDueAt(nowMs) },
      });
      if (refused) return refused;
      const share = await tx.em.findOne(ClaimShare, {
        claimId: id,
        partyId: { $in: claimParties(context.actor) },
        answer: null,
      });
      if (!share) return refuse('ALREADY_ANSWERED');
      const photoIds = [...new Set(input.photoIds ?? [])];
      if (!(await useFiles(context, tx, { type: 'claim', id: share.id }, photoIds, CLAIM_PHOTO)))
        return refuse('PHOTO_UNKNOWN', [PHOTO_MISSING]);
      const said = {
        answer: 'contested',
        answeredAtMs: nowMs,
        text: await context.vault.sealText(share.partyId, text),
        photoIds: photoIds.length > 0 ? toJson(photoIds) : null,
      } as const;
      if ((await tx.em.nativeUpdate(ClaimShare, { id: share.id, answer: null }, said)) === 0)
        return refuse('ALREADY_ANSWERED');
      return ok({ id });
    }),
});
