import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, localDate, parse, quantity, z } from '@heitu/kit/rules/validate';
import type { ClauseRef } from '@heitu/standard';
import { ownParties } from '../access.ts';
import type { CatalogContext } from '../context.ts';
import { askSupplier } from '../peers.ts';
import { appendTraceEvent, startTraceChain } from '../trace/append-event.ts';
import { Lot } from './lot.entity.ts';
import { lotLifecycle } from './lot.lifecycle.ts';
import { LOT_UNITS_MAX } from './lot.policy.ts';
import { registerLotRefusals as refusals } from './lot.refusals.ts';

const optional = (max: number) => line(max).nullish().default(null);
const schema = z.object({
  requestId: identifier(),
  skuId: identifier(),
  supplierId: identifier(),
  code: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]{3,39}$/, '批号用4到40个字母、数字和短横线'),
  producedOn: localDate(),
  expiresOn: localDate().nullish().default(null),
  units: quantity(LOT_UNITS_MAX),
  trademark: optional(80),
  markedName: optional(120),
  producerName: optional(120),
  producerAddress: optional(200),
  quality: optional(80),
  specification: optional(80),
  features: optional(500),
  usage: optional(500),
  complaintContact: optional(120),
});

/**
 * Registers an inbound lot from a filed supplier, and begins its trace chain. What is still missing keeps it from being
 * released, not from being registered.
 */
export async function registerLot(context: CatalogContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { requestId, skuId, supplierId, ...fields } = parsed.value;
  const nowMs = context.clock.now();
  if (fields.producedOn > chinaDate(nowMs))
    return refuse(refusals, 'DATE_IN_FUTURE', [{ at: 'producedOn', text: `${fields.producedOn}还没有到` }]);
  const sku = await context.rows
    .selectFrom('Sku')
    .select(['productId', 'shopId', 'partyId', 'specification', 'shelfLifeDays'])
    .where('id', '=', skuId)
    .where('partyId', 'in', ownParties(context, 'lots'))
    .executeTakeFirst();
  if (!sku) return refuse(refusals, 'NOT_FOUND', [{ at: 'skuId', text: '没有这个规格，或不属于您' }]);
  const expiresOn =
    fields.expiresOn ??
    (sku.shelfLifeDays === null ? null : chinaDate(startOfChinaDate(fields.producedOn) + sku.shelfLifeDays * DAY_MS));
  if (expiresOn !== null && expiresOn < fields.producedOn)
    return refuse(refusals, 'EXPIRES_BEFORE_PRODUCED', [
      { at: 'expiresOn', text: `${expiresOn}早于生产日期${fields.producedOn}` },
    ]);
  const supplier = await askSupplier(context, supplierId);
  if (!supplier || supplier.partyId !== sku.partyId || !supplier.valid) {
    return refuse(refusals, 'SUPPLIER_NOT_FILED', [
      {
        at: 'supplierId',
        text: supplier?.partyId === sku.partyId ? (supplier.reason ?? supplier.name) : '没有这个供应商，或不是您备案的',
      },
    ]);
  }
  return context.transaction(
    async (tx) => {
      if (await tx.rows.selectFrom('Lot').select('id').where('code', '=', fields.code).executeTakeFirst())
        return refuse(refusals, 'LOT_CODE_TAKEN');
      const id = context.newId();
      await tx.em.insert(Lot, {
        ...fields,
        id,
        skuId,
        productId: sku.productId,
        shopId: sku.shopId,
        partyId: sku.partyId,
        supplierId,
        supplierName: await context.vault.sealText(sku.partyId, supplier.name),
        expiresOn,
        specification: fields.specification ?? sku.specification,
        state: lotLifecycle.initial,
        blockReason: null,
        registeredAtMs: nowMs,
        releasedAtMs: null,
        blockedAtMs: null,
      });
      await startTraceChain(context, tx, id);
      await appendTraceEvent(
        context,
        tx,
        { lotId: id, lotCode: fields.code, partyId: sku.partyId },
        {
          bizStep: 'receiving',
          disposition: 'in_progress',
          atMs: nowMs,
          place: null,
          source: 'catalog',
          note: `进货登记：${supplier.name}，${fields.units}${sku.specification ? `件（${sku.specification}）` : '件'}`,
        },
      );
      tx.audit({ type: 'lot', id, clause: '7.3.2.a-f' satisfies ClauseRef });
      return ok({ id });
    },
    { id: requestId, input: parsed.value },
  );
}
