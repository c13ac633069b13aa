import { PHOTO_MISSING, PHOTO_UNKNOWN, useFiles } from '@heitu/kit/privacy/file-uses';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { oneOf } from '@heitu/kit/rules/enums';
import { paperCode } from '@heitu/kit/rules/issued-paper';
import { asItIs } from '@heitu/kit/rules/mutation';
import { ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { toJson } from '@heitu/kit/rules/typed-json';
import { identifier, line, mobilePhone, paragraph, z } from '@heitu/kit/rules/validate';
import { networkOf } from '@heitu/kit/serving/network';
import { mutation } from '../context.ts';
import { TipOffKinds } from '../enums.ts';
import { TipOff } from './tip-off.entity.ts';
import { tipOffLifecycle } from './tip-off.lifecycle.ts';
import { TIP_OFF_PHOTO, TIP_OFF_PHOTOS_MAX, TIP_OFFS_A_DAY_MAX, tipOffDueAt } from './tip-off.policy.ts';
import { TipOffFiled } from './tip-off.view.ts';

/** Anybody reports unlawful goods, without a name and without an account (E-Commerce Law 59). */
export const fileTipOff = mutation({
  name: 'fileTipOff',
  description:
    'Reports unlawful goods or information; needs no account, and answers a code by which the answer is read.',
  may: permit.anyone,
  input: z.object({
    kind: oneOf(TipOffKinds).describe('What is unlawful about it.'),
    what: line(200, 2).describe('Which goods or which shop, and where they were seen.'),
    text: paragraph(2000, 2).describe('What is wrong; 2 to 2000 characters, sealed.'),
    productId: identifier().nullish().describe('The goods, where the page knows them.'),
    phone: mobilePhone()
      .nullish()
      .describe('Left out: the answer is read by the code alone. Sealed, and deleted when told.'),
    photoIds: z
      .array(identifier())
      .max(TIP_OFF_PHOTOS_MAX)
      .nullish()
      .describe('POST /edges/trust/files?purpose=tip-off-photo'),
  }),
  refusals: {
    PHOTO_UNKNOWN,
    TOO_MANY: { message: `今天从这里提的举报已有${TIP_OFFS_A_DAY_MAX}件，请明天再提，或打服务电话` },
  },
  shows: asItIs(TipOffFiled),
  async run(context, { kind, what, text, productId, phone, photoIds }, refuse) {
    const { actor, clock, vault } = context;
    const fromKey = vault.blindIndex('tip-off', actor.id || networkOf(actor.from));
    return context.transaction(async (tx) => {
      const [id, filedAtMs] = [context.newId(), clock.now()];
      const day = chinaDate(filedAtMs);
      const { count } = await tx.rows
        .selectFrom('TipOff')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('fromKey', '=', fromKey)
        .where('day', '=', day)
        .executeTakeFirstOrThrow();
      if (Number(count) >= TIP_OFFS_A_DAY_MAX) return refuse('TOO_MANY');
      const photos = [...new Set(photoIds ?? [])];
      if (!(await useFiles(context, tx, { type: 'tip-off', id }, photos, TIP_OFF_PHOTO)))
        return refuse('PHOTO_UNKNOWN', [PHOTO_MISSING]);
      const [code, dueAtMs] = [paperCode(id), tipOffDueAt(filedAtMs)];
      // Of several at once each meets the place that another took, is run again and counts it.
      await tx.em.insert(TipOff, {
        id,
        code,
        kind,
        what: await vault.sealText(id, what),
        text: await vault.sealText(id, text),
        productId: productId ?? null,
        photoIds: photos.length > 0 ? toJson(photos) : null,
        phoneSealed: phone ? await vault.seal(id, phone) : null,
        tellSinceMs: null,
        state: tipOffLifecycle.initial,
        fromKey,
        day,
        ordinal: Number(count) + 1,
        filedAtMs,
        dueAtMs,
        decidedAtMs: null,
        decidedBy: null,
        answer: null,
        authority: null,
        orderedProductId: null,
        withdrawnAtMs: null,
      });
      tx.audit({ type: 'tip-off', id, clause: '6.5.b' });
      return ok({ queryCode: code, dueAtMs });
    });
  },
});
