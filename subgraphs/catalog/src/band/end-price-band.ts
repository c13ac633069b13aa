import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import type { ClauseRef } from '@heitu/standard';
import { mutation } from '../context.ts';
import { PriceBand } from './price-band.entity.ts';
import { priceBandsById } from './price-band.loader.ts';
import { PriceBandView } from './price-band.view.ts';

/** The document was repealed: the market sets the price again from now on. */
export const endPriceBand = mutation({
  name: 'endPriceBand',
  description: 'A published document on prices was repealed: it binds no longer from now on.',
  may: permit.role('operator-admin'),
  input: z.object({
    bandId: identifier().describe('The published document, which must not have ended.'),
    reason: line(200).describe('By what it was repealed.'),
  }),
  refusals: { NOT_FOUND, ENDED: { message: '这份价格文件已经失效' } },
  shows: rowAfter(PriceBandView, priceBandsById),
  run: (context, { bandId, reason }, refuse) =>
    context.transaction(async (tx) => {
      const nowMs = context.clock.now();
      const band = await tx.rows
        .selectFrom('PriceBand')
        .select(['id', 'endsAtMs'])
        .where('id', '=', bandId)
        .executeTakeFirst();
      if (!band) return refuse('NOT_FOUND');
      if (band.endsAtMs !== null && band.endsAtMs <= nowMs) return refuse('ENDED');
      // Of two at once the second finds another end than the one that it read.
      const asRead = { id: bandId, endsAtMs: band.endsAtMs };
      if ((await tx.em.nativeUpdate(PriceBand, asRead, { endsAtMs: nowMs })) === 0) return refuse('ENDED');
      tx.audit({ type: 'price-band', id: bandId, clause: '7.3.5.a' satisfies ClauseRef, reason });
      return ok({ id: bandId });
    }),
});
