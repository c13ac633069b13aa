import { catalogEntities as entity, chainRows, judgeMeasure, samplesWanted, type CatalogContext } from '@heitu/catalog';
import { idFrom } from '@heitu/kit/rules/ids';
import { sealTextWith } from '@heitu/kit/privacy/vault';
import { dateOn, partyOf, seededRandom, unitsOf, type QuantityFact } from '../county/index.ts';
import { seedCertificates, seedInspections, seedPromises, seedSelfChecks } from './catalog-papers.ts';
import { inChunks } from './history.ts';
import { seedingOf, type PackLot, type Seeding } from './lot-seeding.ts';
import { partyId, productId, shopId, skuId, supplierId } from './keys.ts';

const CHUNK = 200;

/** Lots with their papers, inspections, measured fills and chains. */
export async function seedLots(context: CatalogContext, lots: readonly PackLot[], baseDate: Date): Promise<void> {
  const seeding = await seedingOf(context, lots, baseDate);
  await seedLotRows(seeding, lots);
  await seedCertificates(seeding, lots);
  await seedInspections(seeding, lots);
  await seedSelfChecks(seeding, lots);
  await seedPromises(seeding, lots);
  await seedMeasureChecks(seeding, lots);
  await seedChains(seeding, lots);
}

async function seedLotRows({ context, baseDate, seal, atMsOf }: Seeding, lots: readonly PackLot[]): Promise<void> {
  await context.em.insertMany(
    entity.Lot,
    lots.map(({ product, id, code, lot, pack, sku }) => {
      const producer = partyOf(product.producerKey);
      return {
        id,
        code,
        skuId: skuId(sku.key),
        productId: productId(product.key),
        shopId: shopId(product.sellerKey),
        partyId: partyId(product.sellerKey),
        supplierId: supplierId(product.sellerKey, product.supplierKey),
        supplierName: sealTextWith(seal, partyId(product.sellerKey), partyOf(product.supplierKey).name),
        units: pack.registered,
        producedOn: dateOn(baseDate, lot.productionDay),
        expiresOn: dateOn(baseDate, lot.productionDay + sku.shelfLifeDays),
        trademark: product.brand,
        markedName: product.name,
        producerName: producer.name,
        producerAddress: producer.address,
        quality: product.grade,
        specification: sku.specification,
        features: product.characteristics,
        usage: product.usage,
        complaintContact: partyOf(product.sellerKey).phone,
        state: 'released',
        blockReason: null,
        registeredAtMs: atMsOf(lot.productionDay + 1, 9 * 60 + 20),
        releasedAtMs: atMsOf(lot.productionDay + 1, 10 * 60 + 10),
        blockedAtMs: null,
        holdDueAtMs: null,
        clearedAtMs: null,
      };
    }),
  );
}

async function seedMeasureChecks({ context, baseDate, atMsOf }: Seeding, lots: readonly PackLot[]): Promise<void> {
  await context.em.insertMany(
    entity.MeasureCheck,
    lots.flatMap(({ product, id, lot, sku, pack }) => {
      const random = seededRandom(lot.productionDay * 31 + sku.grossGrams);
      const kind = sku.net.kind === 'weight' ? 'quantity' : 'count';
      const stated = sku.net.kind === 'weight' ? sku.net.grams : sku.net.count;
      // Packers fill a little above what they state.
      const samples = Array.from({ length: samplesWanted(pack.registered) }, () =>
        kind === 'count' ? stated : Math.round(stated * (1 + random.next() * 0.004) * 10) / 10,
      );
      const result = judgeMeasure(kind, stated, samples, pack.registered);
      return result
        ? [
            {
              id: idFrom(`measure-check:${id}`),
              lotId: id,
              partyId: partyId(product.sellerKey),
              kind,
              stated,
              samples: JSON.stringify(samples),
              ...result,
              checkedOn: dateOn(baseDate, lot.productionDay + 1),
              recordedAtMs: atMsOf(lot.productionDay + 1, 9 * 60 + 50),
            },
          ]
        : [];
    }),
  );
}

/** Of what the county's lot weighs (or counts), the part that went into this kind of pack. */
const shareOf = ({ product, lot, pack, sku }: PackLot): number =>
  (pack.registered * unitsOf(product, sku)) / lot.quantity.quantity;

function historyOf(one: PackLot, atMsOf: Seeding['atMsOf']) {
  const { code, lot } = one;
  const share = shareOf(one);
  const measured = ({ name, quantity, unit }: QuantityFact, lotCode: string | null = null) => ({
    name,
    quantity: Math.round(quantity * share * 1000) / 1000,
    unit: unit === 'kg' ? ('kg' as const) : ('piece' as const),
    lotCode,
  });
  return lot.trace.map((event) => {
    const atMs = atMsOf(event.day, event.minuteOfDay);
    return {
      recordedAtMs: atMs,
      bizStep: event.bizStep,
      disposition: event.disposition,
      title: event.title,
      atMs,
      place: event.placeText,
      divisionCode: event.villageCode,
      actorName: event.actorName,
      note: event.text,
      temperatureCelsius: event.temperatureCelsius,
      source: 'seller' as const,
      consumed: event.inputs.map((input) => measured(input)),
      produced: event.outputs.map((output) => measured(output, event.bizStep === 'packing' ? code : null)),
    };
  });
}

async function seedChains({ context, seal, atMsOf }: Seeding, lots: readonly PackLot[]): Promise<void> {
  const chains = lots.map((one) =>
    chainRows(
      { lotId: one.id, lotCode: one.code, partyId: partyId(one.product.sellerKey) },
      seal,
      historyOf(one, atMsOf),
      context.services.newSalt,
    ),
  );
  await context.em.insertMany(
    entity.TraceChain,
    chains.map(({ chain }) => chain),
  );
  for await (const events of inChunks(
    chains.flatMap((chain) => chain.events),
    CHUNK,
  ))
    await context.em.insertMany(entity.TraceEvent, events);
}
