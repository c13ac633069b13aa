import { chinaDate } from '@heitu/kit/rules/calendar';
import { aboutThing, NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { doubtTextOf, earlyTextOf, holdEarly, takePlotsOf } from '../field/early-harvest.ts';
import { SELLERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { askSupplier } from '../peers.ts';
import { appendTraceEvent } from '../trace/append-event.ts';
import { notAgreed, poolOf, tellPool } from '../pool/pool-agreed.ts';
import { underClause } from '../under-clause.ts';
import { packOf, WEIGHT_REFUSALS, weighLot } from './check-weight.ts';
import { lotNow } from './lot-now.ts';
import { lots } from './lot.moves.ts';
import { isExpired, missingPapers } from './lot.policy.ts';
import { SUPPLIER_NOT_FILED } from './lot.refusals.ts';
import { makingOf, overmadeText, writeMaking } from './made-of.ts';
import { ownedLot } from './owned-lot.ts';
import { papersForRelease } from './paper.loader.ts';
import { isSearchedFor } from './search-recall.ts';
import { tellReleased } from './tell-released.ts';
import { lotId } from '../inputs.ts';

/** Lets a lot be sold when every compulsory paper is there and its supplier is still in good standing. */
export const releaseLot = mutation({
  name: 'releaseLot',
  description:
    'Lets a lot be sold, or says what is missing; over an interval struck out a reviewer decides first (HELD).',
  may: permit.role(...SELLERS),
  input: z.object({ lotId: lotId() }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    SUPPLIER_NOT_FILED,
    PAPERS_MISSING: { message: '进货登记的材料不全，这批货不能销售', clause: '7.3.2.a-f' },
    HARVESTED_EARLY: { message: '用药以后没隔够天数就收的，不能销售', clause: '7.3.2.d' },
    ...WEIGHT_REFUSALS,
    POOL_NOT_AGREED: { message: '拼进这批货的种植户还没有都点头，不能卖' },
    SOURCE_RECALLED: { message: '做这批用的货正在召回，不能卖', clause: '7.3.6.a-c' },
    LOT_EXPIRED: { message: '这批货已过保质期，不能销售' },
  },
  shows: lotNow,
  async run(context, { lotId }, refuse) {
    const own = await ownedLot(context, lotId);
    if (!own) return refuse('NOT_FOUND');
    // Asked again: the supplier's papers may have expired since the lot was registered.
    const supplier = await askSupplier(context, own.supplierId);
    if (!supplier?.valid) {
      const text = supplier?.reason ?? (await context.vault.openTextUnrecorded(own.partyId, own.supplierName));
      return refuse('SUPPLIER_NOT_FILED', [aboutThing(own.supplierId, text)]);
    }
    const making = await makingOf(context, own);
    return context.transaction(async (tx) => {
      await takePlotsOf(tx, lotId);
      const nowMs = context.clock.now();
      const unmoved = await lots.move(context, tx, 'release', own, refuse, { set: { releasedAtMs: nowMs } });
      if (unmoved) return unmoved;
      // The row is locked by now: papers that are read here cannot be overtaken by a failing inspection.
      const lot = await tx.rows.selectFrom('Lot').selectAll().where('id', '=', lotId).executeTakeFirstOrThrow();
      if (isExpired(lot, chinaDate(nowMs)))
        return refuse('LOT_EXPIRED', [aboutThing('expiresOn', `${lot.expiresOn}到期`)]);
      if (await isSearchedFor(tx, lotId)) return refuse('SOURCE_RECALLED');
      const early = await earlyTextOf(tx, lot);
      if (early !== null) return refuse('HARVESTED_EARLY', [aboutThing('harvest', early)]);
      const unfit = await weighLot(tx, lot);
      if (unfit) return refuse(unfit.code, [aboutThing('units', unfit.text)]);
      const overmade = making && overmadeText(making, await packOf(tx, lot.skuId));
      if (overmade) return refuse('MORE_THAN_HARVESTED', [aboutThing('units', overmade)]);
      const missing = missingPapers(await papersForRelease(tx.rows, lot));
      const [first] = missing;
      if (first) {
        const details = missing.map(({ detail }) => detail);
        return underClause(refuse('PAPERS_MISSING', details), first.clause);
      }
      const pool = await poolOf(tx, lotId);
      const unagreed = await notAgreed(context, pool);
      if (unagreed.length > 0) return refuse('POOL_NOT_AGREED', unagreed);
      await tellPool(context, tx, lot, pool);
      if (making) await writeMaking(context, tx, lot, making);
      const doubt = await doubtTextOf(tx, lot);
      if (doubt !== null) await holdEarly(context, tx, lot, doubt);
      else {
        await appendTraceEvent(context, tx, { lotId, lotCode: lot.code, partyId: lot.partyId }, releasedAt(nowMs));
        tellReleased(tx, lot);
      }
      return ok({ id: lotId });
    });
  },
});

const releasedAt = (atMs: number) =>
  ({
    bizStep: 'stocking',
    disposition: 'sellable_accessible',
    atMs,
    place: null,
    source: 'catalog',
    note: '材料齐全，放行销售',
  }) as const;
