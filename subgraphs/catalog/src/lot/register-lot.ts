import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { SafeInt } from '@heitu/kit/rules/graphql';
import { atField, NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { asScalar, identifier, quantity, z } from '@heitu/kit/rules/validate';
import type { ClauseRef } from '@heitu/standard';
import { ownParties } from '../access.ts';
import { SELLERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { day, lotCode, optionalLine, optionalPublicLine, skuId } from '../inputs.ts';
import { askSupplier } from '../peers.ts';
import { appendTraceEvent, startTraceChain } from '../trace/append-event.ts';
import { drawHarvests, harvestsInput, takePlotsOfDraws } from '../field/draw-harvests.ts';
import { poolHarvests } from '../pool/pool-harvests.ts';
import { Lot } from './lot.entity.ts';
import { lotLifecycle } from './lot.lifecycle.ts';
import { lotNow } from './lot-now.ts';
import { LOT_UNITS_MAX } from './lot.policy.ts';
import { DATE_IN_FUTURE, inFuture, NOT_OWN_SUPPLIER, SUPPLIER_NOT_FILED } from './lot.refusals.ts';
import { SOURCE_REFUSALS, soldOfSources, sourcesInput, useSources } from './use-sources.ts';
import { WEIGHT_REFUSALS, weighLot } from './check-weight.ts';

/**
 * Registers an inbound lot from a filed supplier, and begins its trace chain. What is still missing keeps it from being
 * released, not from being registered.
 */
export const registerLot = mutation({
  name: 'registerLot',
  description:
    'Registers an inbound lot from an approved supplier and begins its trace chain. It is sold after releaseLot.',
  may: permit.role(...SELLERS),
  input: z.object({
    skuId: skuId(),
    supplierId: identifier().describe(
      'Who delivered it: a supplier of the same party that is approved and whose papers are valid.',
    ),
    code: lotCode().describe('4 to 40 letters, digits and dashes, printed on the bag'),
    producedOn: day().describe('Production date, or harvest date of fresh produce; not in the future.'),
    expiresOn: day().nullish().default(null).describe("default: the production date and the SKU's shelf life"),
    units: asScalar(SafeInt, quantity(LOT_UNITS_MAX)).describe('How many packs of the SKU came in.'),
    trademark: optionalPublicLine(80).describe('The registered trademark on the bag.'),
    markedName: optionalPublicLine(120).describe('The name printed on the bag, where it differs from the product.'),
    producerName: optionalPublicLine(120).describe('Who made it, as printed on the bag.'),
    producerAddress: optionalPublicLine(200).describe('Where it was made, as printed on the bag.'),
    quality: optionalPublicLine(80).describe('The grade or quality stated on the bag.'),
    specification: optionalPublicLine(80).describe("default: the SKU's"),
    features: optionalPublicLine(500).describe('What is special about this lot.'),
    usage: optionalPublicLine(500).describe('How to store and use it.'),
    sources: sourcesInput(),
    harvests: harvestsInput(),
    complaintContact: optionalLine(120).describe('Whom the bag names for complaints: a phone number or an address.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    SUPPLIER_NOT_FILED,
    DATE_IN_FUTURE,
    LOT_CODE_TAKEN: { message: '这个批号已经用过，请换一个' },
    ...SOURCE_REFUSALS,
    ...WEIGHT_REFUSALS,
    HARVEST_UNKNOWN: { message: '没有这次采收，请重新选', clause: '5.1' },
    HARVEST_USED_UP: { message: '这次采收剩下的不够', clause: '5.1' },
    HARVESTED_EARLY: { message: '用药以后没隔够天数就收的，不能登记成批次', clause: '7.3.2.d' },
    BEFORE_HARVEST: { message: '生产日期不能早于采收日期' },
    NO_GROWER: { message: '说了价钱的，要先在地块里写上是谁家的' },
    OTHER_POOL_UNIT: { message: '拼成一批的要用一样的单位' },
    GRADE_MISSING: { message: '说了价钱的，要写上几等' },
    EXPIRES_BEFORE_PRODUCED: { message: '保质期不能早于生产日期' },
  },
  shows: lotNow,
  async run(context, { skuId, supplierId, sources, harvests, ...fields }, refuse) {
    const nowMs = context.clock.now();
    const { producedOn, code, units } = fields;
    if (producedOn > chinaDate(nowMs)) return refuse('DATE_IN_FUTURE', inFuture('producedOn', producedOn));
    const sku = await context.rows
      .selectFrom('Sku')
      .select(['productId', 'shopId', 'partyId', 'specification', 'shelfLifeDays'])
      .where('id', '=', skuId)
      .where('partyId', 'in', ownParties(context, 'lots'))
      .executeTakeFirst();
    if (!sku) return refuse('NOT_FOUND', [atField('skuId', '没有这个规格，或不属于您')]);
    const { partyId, productId, shopId } = sku;
    const expiresOn = fields.expiresOn ?? endOfShelfLife(producedOn, sku.shelfLifeDays);
    if (expiresOn !== null && expiresOn < producedOn)
      return refuse('EXPIRES_BEFORE_PRODUCED', [atField('expiresOn', `${expiresOn}早于生产日期${producedOn}`)]);
    const supplier = await askSupplier(context, supplierId);
    if (supplier?.partyId !== partyId) return refuse('SUPPLIER_NOT_FILED', [atField('supplierId', NOT_OWN_SUPPLIER)]);
    if (!supplier.valid) return refuse('SUPPLIER_NOT_FILED', [atField('supplierId', supplier.reason ?? supplier.name)]);
    const sold = await soldOfSources(context, partyId, sources);
    return context.transaction(async (tx) => {
      await takePlotsOfDraws(tx, partyId, harvests);
      if (await tx.rows.selectFrom('Lot').select('id').where('code', '=', code).executeTakeFirst())
        return refuse('LOT_CODE_TAKEN');
      const id = context.newId();
      const unusable = await useSources(tx, { lotId: id, code, partyId, sold }, sources);
      if (unusable) return refuse(unusable.code, [unusable.detail]);
      await tx.em.insert(Lot, {
        ...fields,
        id,
        skuId,
        productId,
        shopId,
        partyId,
        supplierId,
        expiresOn,
        supplierName: await context.vault.sealText(partyId, supplier.name),
        specification: fields.specification ?? sku.specification,
        state: lotLifecycle.initial,
        blockReason: null,
        registeredAtMs: nowMs,
        releasedAtMs: null,
        blockedAtMs: null,
        holdDueAtMs: null,
        clearedAtMs: null,
      });
      await startTraceChain(context, tx, id);
      const lot = { lotId: id, lotCode: code, partyId, producedOn, productId };
      const draw = await drawHarvests(context, tx, lot, harvests);
      if ('code' in draw) return refuse(draw.code, draw.details);
      const unfit = await weighLot(tx, { id, skuId, units });
      if (unfit) return refuse(unfit.code, [atField(unfit.code === 'OTHER_CROP' ? 'harvests' : 'units', unfit.text)]);
      const unpooled = await poolHarvests(context, tx, lot, draw.drawn);
      if (unpooled) return refuse(unpooled.code, unpooled.details);
      const note = `进货登记：${supplier.name}，${units}${sku.specification ? `件（${sku.specification}）` : '件'}`;
      const received = { disposition: 'in_progress', atMs: nowMs, place: null, source: 'catalog', note } as const;
      await appendTraceEvent(context, tx, lot, { bizStep: 'receiving', ...received });
      tx.audit({ type: 'lot', id, clause: '7.3.2.a-f' satisfies ClauseRef });
      return ok({ id });
    });
  },
});

const endOfShelfLife = (producedOn: string, shelfLifeDays: number | null): string | null =>
  shelfLifeDays === null ? null : chinaDate(startOfChinaDate(producedOn) + shelfLifeDays * DAY_MS);
