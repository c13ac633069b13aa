import { catalogEntities as entity, fieldRows, type CatalogContext } from '@heitu/catalog';
import { sealTextWith } from '@heitu/kit/privacy/vault';
import { idFrom } from '@heitu/kit/rules/ids';
import { must } from '@heitu/kit/rules/checked';
import { consumers, dateOn, growersOfPool, harvestOf, POOLED } from '../county/index.ts';
import { ownerAccount } from './catalog-products.ts';
import { categoryOf } from './goods.ts';
import { accountId, partyId } from './keys.ts';
import { seedingOf, type PackLot, type Seeding } from './lot-seeding.ts';

const TOWNSHIP_DIGITS = 9;

/** The lot of the county that three members' harvests went into, with what each of them gets for it. */
export const pooledLot = (lots: readonly PackLot[]): PackLot | undefined =>
  lots.find(({ product, lot }) => product.key === POOLED.productKey && harvestOf(lot) !== null);

const nameOf = (key: string): string =>
  must(
    consumers.find((one) => one.key === key),
    key,
  ).name;
export const poolId = (growerKey: string, what: string): string => idFrom(`pool:${growerKey}:${what}`);

type Grower = (typeof growersOfPool)[number];
interface Pool {
  seeding: Seeding;
  pooled: PackLot;
  owner: { partyId: string };
  by: { recordedAtMs: number; recordedByAccountId: string };
  harvestDay: number;
}

/** Three members with a plot, a season and a harvest each, all of which went into one lot on sale. */
export async function seedPool(context: CatalogContext, lots: readonly PackLot[], baseDate: Date): Promise<void> {
  const pooled = pooledLot(lots);
  if (!pooled) return;
  const seeding = await seedingOf(context, [pooled], baseDate);
  const harvestDay = must(harvestOf(pooled.lot), 'the harvest of the pooled lot').day;
  const { sellerKey } = pooled.product;
  const pool: Pool = {
    seeding,
    pooled,
    owner: { partyId: partyId(sellerKey) },
    by: { recordedAtMs: seeding.atMsOf(harvestDay, 18 * 60), recordedByAccountId: ownerAccount(sellerKey) },
    harvestDay,
  };
  for (const grower of growersOfPool) {
    await seedPlot(pool, grower);
    await seedShare(pool, grower);
  }
}

async function seedPlot({ seeding, pooled, owner, by, harvestDay }: Pool, grower: Grower): Promise<void> {
  const id = (what: string): string => poolId(grower.key, what);
  const { em } = seeding.context;
  const { origin } = pooled.product;
  const startedOn = dateOn(seeding.baseDate, harvestDay - POOLED.seasonDays);
  await em.insert(entity.MemberGrower, {
    id: id('grower'),
    ...owner,
    name: sealTextWith(seeding.seal, owner.partyId, nameOf(grower.key)),
    accountId: accountId(grower.key),
    answeredAtMs: by.recordedAtMs,
    addedAtMs: by.recordedAtMs,
  });
  await em.insert(entity.Plot, { id: id('plot'), ...owner, kind: 'field', version: 1, ...by });
  await em.insert(entity.PlotFacts, {
    id: id('facts'),
    plotId: id('plot'),
    ...owner,
    version: 1,
    name: grower.plotName,
    growerId: id('grower'),
    divisionCode: origin.code.slice(0, TOWNSHIP_DIGITS),
    township: origin.townshipName,
    village: origin.name,
    sizeParts: fieldRows.sizeParts(grower.mu),
    wrong: null,
    ...by,
  });
  await em.insert(entity.Season, {
    id: id('season'),
    rootId: id('season'),
    plotId: id('plot'),
    ...owner,
    year: Number(startedOn.slice(0, 4)),
    crop: POOLED.crop,
    variety: POOLED.variety,
    categoryId: categoryOf(pooled.product),
    startedOn,
    ...by,
  });
}

async function seedShare({ seeding, pooled, owner, by, harvestDay }: Pool, grower: Grower): Promise<void> {
  const id = (what: string): string => poolId(grower.key, what);
  const { em } = seeding.context;
  const parts = grower.kilograms * fieldRows.quantityParts;
  await em.insert(entity.Harvest, {
    id: id('harvest'),
    rootId: id('harvest'),
    plotId: id('plot'),
    ...owner,
    seasonId: id('season'),
    harvestedOn: dateOn(seeding.baseDate, harvestDay),
    parts,
    unit: 'kg',
    ...by,
  });
  await em.insert(entity.HarvestLeft, { id: id('harvest'), parts: 0 });
  await em.insert(entity.LotHarvest, { lotId: pooled.id, harvestId: id('harvest'), parts });
  await em.insert(entity.PoolShare, {
    id: id('share'),
    lotId: pooled.id,
    ...owner,
    harvestId: id('harvest'),
    growerId: id('grower'),
    parts,
    grade: '一等',
    priceFen: grower.priceFen,
    state: 'agreed',
    offeredAtMs: by.recordedAtMs,
    answerDueAtMs: by.recordedAtMs,
    answeredAtMs: by.recordedAtMs,
    accountId: accountId(grower.key),
  });
}
