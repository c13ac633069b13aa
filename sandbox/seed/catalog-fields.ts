import { catalogEntities as entity, fieldRows, type CatalogContext } from '@heitu/catalog';
import { idFrom } from '@heitu/kit/rules/ids';
import { sealTextWith, type Sealer } from '@heitu/kit/privacy/vault';
import {
  dateOn,
  fieldOf,
  harvestOf,
  partyOf,
  unitsOf,
  type FieldFact,
  type ProductFact,
  type QuantityFact,
} from '../county/index.ts';
import { ownerAccount } from './catalog-products.ts';
import { categoryOf } from './goods.ts';
import { partyId } from './keys.ts';
import { seedingOf, type PackLot, type Seeding } from './lot-seeding.ts';

const TOWNSHIP_DIGITS = 9;
const unitOf = ({ unit }: QuantityFact) => (unit === 'kg' ? ('kg' as const) : ('piece' as const));
/** What a pack's lot took of the harvest: its part of what the county's lot weighs. */
const takenOf = ({ product, lot, pack, sku }: PackLot, quantity: QuantityFact): number =>
  whole((quantity.quantity * pack.registered * unitsOf(product, sku)) / lot.quantity.quantity);
/** Nobody writes down half an egg, nor grams of rice. */
const whole = (quantity: number): number => Math.ceil(quantity) * fieldRows.quantityParts;

interface Grown {
  product: ProductFact;
  field: FieldFact;
  lots: readonly PackLot[];
}

/** Plots with their season, what was put on them, what came in, and which lots took of it. */
export async function seedFields(context: CatalogContext, lots: readonly PackLot[], baseDate: Date): Promise<void> {
  const grown = [...Map.groupBy(lots, ({ product }) => product)].flatMap(([product, own]): Grown[] => {
    const field = fieldOf(product);
    return field ? [{ product, field, lots: own }] : [];
  });
  if (grown.length === 0) return;
  const seeding = await seedingOf(context, lots, baseDate);
  const { em } = context;
  await seedGrowers(seeding, grown);
  await em.insertMany(
    entity.Plot,
    grown.map((one) => ({
      id: plotOf(one),
      ...ownerOf(one),
      kind: one.field.kind,
      version: 1,
      ...byWhom(seeding, one),
    })),
  );
  await em.insertMany(
    entity.PlotFacts,
    grown.map((one) => plotFacts(seeding, one)),
  );
  await em.insertMany(
    entity.Season,
    grown.map((one) => seasonOf(seeding, one)),
  );
  await em.insertMany(
    entity.InputUse,
    grown.flatMap((one) => usesOf(seeding, one)),
  );
  await em.insertMany(
    entity.PlotNote,
    grown.flatMap((one) => notesOf(seeding, one)),
  );
  const harvests = grown.flatMap((one) => harvestsOf(seeding, one));
  await em.insertMany(
    entity.Harvest,
    harvests.map(({ harvest }) => harvest),
  );
  await em.insertMany(
    entity.HarvestLeft,
    harvests.map(({ harvest: { id, parts }, taken }) => ({
      id,
      parts: parts - taken.reduce((sum, one) => sum + one.parts, 0),
    })),
  );
  await em.insertMany(
    entity.LotHarvest,
    harvests.flatMap(({ taken }) => taken),
  );
}

const plotOf = ({ product }: Grown): string => idFrom(`plot:${product.key}`);
const growerOf = ({ product: { sellerKey, supplierKey } }: Grown): string | null =>
  sellerKey === supplierKey ? null : idFrom(`grower:${sellerKey}:${supplierKey}`);
const ownerOf = ({ product }: Grown) => ({ partyId: partyId(product.sellerKey) });
const partsAt = ({ product, field }: Grown, name: string) => idFrom(`field:${product.key}:${field.name}:${name}`);

const harvestDays = ({ lots }: Grown): number[] => lots.flatMap(({ lot }) => harvestOf(lot)?.day ?? []);
const firstDay = (one: Grown): number => Math.min(...harvestDays(one));
const byWhom = ({ atMsOf }: Seeding, one: Grown, day = firstDay(one) - one.field.days) => ({
  recordedAtMs: atMsOf(day, 18 * 60),
  recordedByAccountId: ownerAccount(one.product.sellerKey),
});

async function seedGrowers({ context, seal, atMsOf }: Seeding, grown: readonly Grown[]): Promise<void> {
  const rows = grown.flatMap((one) => {
    const id = growerOf(one);
    const name = partyOf(one.product.supplierKey).legalPerson;
    const addedAtMs = atMsOf(firstDay(one) - one.field.days);
    return id ? [{ id, ...ownerOf(one), name: sealed(seal, one, name), addedAtMs }] : [];
  });
  await context.em.insertMany(entity.MemberGrower, [...new Map(rows.map((row) => [row.id, row])).values()]);
}
const sealed = (seal: Sealer, one: Grown, text: string) => sealTextWith(seal, ownerOf(one).partyId, text);

const plotFacts = (seeding: Seeding, one: Grown) => ({
  id: partsAt(one, 'facts'),
  plotId: plotOf(one),
  ...ownerOf(one),
  version: 1,
  name: one.field.name,
  growerId: growerOf(one),
  divisionCode: one.product.origin.code.slice(0, TOWNSHIP_DIGITS),
  township: one.product.origin.townshipName,
  village: one.product.origin.name,
  sizeParts: fieldRows.sizeParts(one.field.size),
  wrong: null,
  ...byWhom(seeding, one),
});

function seasonOf(seeding: Seeding, one: Grown) {
  const startedOn = dateOn(seeding.baseDate, firstDay(one) - one.field.days);
  return {
    id: partsAt(one, 'season'),
    rootId: partsAt(one, 'season'),
    plotId: plotOf(one),
    ...ownerOf(one),
    year: Number(startedOn.slice(0, 4)),
    crop: one.field.crop === '杂粮' ? one.product.searchName : one.field.crop,
    variety: one.field.variety,
    categoryId: categoryOf(one.product),
    startedOn,
    ...byWhom(seeding, one),
  };
}

const usesOf = (seeding: Seeding, one: Grown) =>
  one.field.inputs.map(({ name, kind, number, dose, unit, method, daysBefore, safeDays }) => {
    const day = firstDay(one) - daysBefore;
    const usedOn = dateOn(seeding.baseDate, day);
    const id = partsAt(one, name);
    return {
      id,
      rootId: id,
      plotId: plotOf(one),
      ...ownerOf(one),
      name,
      kind,
      registrationNumber: number,
      source: null,
      dose,
      doseUnit: unit,
      method,
      usedOn,
      stoppedOn: null,
      safeDays,
      safeFromOn: fieldRows.safeFrom(usedOn, safeDays),
      byWhom: sealed(seeding.seal, one, partyOf(one.product.supplierKey).legalPerson),
      ...byWhom(seeding, one, day),
    };
  });

const notesOf = (seeding: Seeding, one: Grown) => {
  const { note } = one.field;
  if (!note) return [];
  const day = firstDay(one) - Math.floor(one.field.days / 2);
  const id = partsAt(one, 'note');
  const seenOn = dateOn(seeding.baseDate, day);
  return [{ id, rootId: id, plotId: plotOf(one), ...ownerOf(one), ...note, seenOn, ...byWhom(seeding, one, day) }];
};

/** One for each day on which something came in, with what lots took of it and a little that is left. */
function harvestsOf(seeding: Seeding, one: Grown) {
  const taken = one.lots.flatMap((lot) => {
    const harvest = harvestOf(lot.lot);
    return harvest ? [{ lotId: lot.id, ...harvest, parts: takenOf(lot, harvest.quantity) }] : [];
  });
  return [...Map.groupBy(taken, ({ day }) => day)].map(([day, of]) => {
    const id = partsAt(one, `harvest ${day}`);
    const parts = of.reduce((sum, lot) => sum + lot.parts, 0);
    return {
      harvest: {
        id,
        rootId: id,
        plotId: plotOf(one),
        ...ownerOf(one),
        seasonId: partsAt(one, 'season'),
        harvestedOn: dateOn(seeding.baseDate, day),
        parts: whole((parts * 1.02) / fieldRows.quantityParts),
        unit: of[0] ? unitOf(of[0].quantity) : ('kg' as const),
        ...byWhom(seeding, one, day),
      },
      taken: of.map(({ lotId, parts: own }) => ({ lotId, harvestId: id, parts: own })),
    };
  });
}
