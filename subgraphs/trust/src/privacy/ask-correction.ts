import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { oneOf } from '@heitu/kit/rules/enums';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { toJson } from '@heitu/kit/rules/typed-json';
import { PHOTO_MISSING, PHOTO_UNKNOWN, useFiles } from '@heitu/kit/privacy/file-uses';
import { identifier, line, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { CorrectionFields } from '../enums.ts';
import { covenantParties } from '../disclosure/disclosure.policy.ts';
import { CORRECTION_PHOTO, CORRECTION_PHOTOS_MAX, correctionLifecycle } from './correction.lifecycle.ts';
import { Correction } from './privacy.entity.ts';
import { correctionNow } from './correction.view.ts';
import { DATA_REQUEST_WORKING_DAYS } from './purposes.policy.ts';
import { correctableFields } from './whose-name.ts';

/** A person asks to have put right what they cannot change themselves (PIPL 46). */
export const askCorrection = mutation({
  name: 'askCorrection',
  description: 'Asks to have put right what the caller cannot change alone; decided within 15 working days.',
  may: permit.role('consumer'),
  input: z.object({
    field: oneOf(CorrectionFields).describe('What is wrong.'),
    partyId: identifier().nullish().describe('Of a name that was filed: the party that the caller owns.'),
    value: line(60, 1).describe('What it should be; sealed.'),
    reason: paragraph(500, 2).describe('What is wrong, and how that is known; sealed.'),
    photoIds: z
      .array(identifier())
      .max(CORRECTION_PHOTOS_MAX)
      .nullish()
      .describe('What proves it. POST /edges/trust/files?purpose=correction-photo'),
  }),
  refusals: {
    NOT_FOUND,
    PHOTO_UNKNOWN,
    ALREADY_ASKED: { message: '这一项已经申请过，正在核对，请等结果', clause: '10.4' },
  },
  shows: correctionNow,
  run: (context, { field, partyId, value, reason, photoIds }, refuse) =>
    context.transaction(async (tx) => {
      const accountId = context.actor.id;
      if ((field === 'filing-name') !== !!partyId) return refuse('NOT_FOUND');
      if (partyId && !covenantParties(context.actor).includes(partyId)) return refuse('NOT_FOUND');
      if (!(await correctableFields(tx, context.actor)).includes(field)) return refuse('NOT_FOUND');
      const openFor = `${accountId}:${field}:${partyId ?? ''}`;
      const open = await tx.rows
        .selectFrom('Correction')
        .select('id')
        .where('openFor', '=', openFor)
        .executeTakeFirst();
      // Of two at once the second meets the key, is run again and finds the first.
      if (open) return refuse('ALREADY_ASKED');
      const [id, askedAtMs] = [context.newId(), context.clock.now()];
      const photos = [...new Set(photoIds ?? [])];
      if (!(await useFiles(context, tx, { type: 'correction', id }, photos, CORRECTION_PHOTO)))
        return refuse('PHOTO_UNKNOWN', [PHOTO_MISSING]);
      await tx.em.insert(Correction, {
        id,
        accountId,
        field,
        partyId: partyId ?? null,
        value: await context.vault.sealText(accountId, value),
        reason: await context.vault.sealText(accountId, reason),
        photoIds: photos.length > 0 ? toJson(photos) : null,
        openFor,
        state: correctionLifecycle.initial,
        askedAtMs,
        dueAtMs: addWorkingDays(askedAtMs, DATA_REQUEST_WORKING_DAYS),
        decidedAtMs: null,
        decidedBy: null,
        answer: null,
      });
      tx.audit({ type: 'correction', id, clause: '10.4' });
      return ok({ id });
    }),
});
