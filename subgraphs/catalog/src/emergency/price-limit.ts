import { DAY_MS } from '@heitu/kit/rules/clock';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { TariffService } from '@heitu/standard';
import type { CatalogRows } from '../context.ts';
import { BASE_DAYS } from './emergency.kinds.ts';
import { baseFor, limitFen, type PastLabel, type Weighed } from './emergency.policy.ts';

export interface Limited {
  emergencyId: string;
  document: string;
  baseFen: number;
  limitFen: number;
}
interface Priced extends Weighed {
  id: string;
  categoryId: string;
}

export const emergenciesInForce = (rows: CatalogRows, nowMs: number) =>
  rows
    .selectFrom('PriceEmergency')
    .selectAll()
    .where('state', '=', 'in-force')
    .where('startsAtMs', '<=', nowMs)
    .where('endsAtMs', '>', nowMs)
    .orderBy('id')
    .execute();
/** The rules in force that bind what is paid for a service, for whoever sets it. */
export async function emergenciesOfService(rows: CatalogRows, service: TariffService, nowMs: number) {
  const inForce = await emergenciesInForce(rows, nowMs);
  return inForce
    .filter(({ services }) => services !== null && fromJson(services).includes(service))
    .map((rule) => ({ ...rule, startsAtMs: String(rule.startsAtMs) }));
}
type Emergency = Awaited<ReturnType<typeof emergenciesInForce>>[number];

/** The kinds that a rule names, and those below them. */
export async function kindsUnder(rows: CatalogRows, { categoryIds }: Pick<Emergency, 'categoryIds'>) {
  const named = fromJson(categoryIds);
  if (named.length === 0) return new Set<string>();
  const below = await rows.selectFrom('Category').select('id').where('parentId', 'in', named).execute();
  return new Set([...named, ...below.map(({ id }) => id)]);
}

/** The strictest limit that binds a SKU now; null where there is no emergency, or nothing to compare with. */
export async function priceLimit(rows: CatalogRows, sku: Priced, nowMs: number): Promise<Limited | null> {
  const limits: Limited[] = [];
  for (const emergency of await emergenciesInForce(rows, nowMs)) {
    if (!(await kindsUnder(rows, emergency)).has(sku.categoryId)) continue;
    const labels = await labelsBefore(rows, sku.categoryId, emergency.startsAtMs);
    const limited = limitedBy(emergency, sku, labels);
    if (limited) limits.push(limited);
  }
  return limits.toSorted((a, b) => a.limitFen - b.limitFen)[0] ?? null;
}

export function limitedBy(emergency: Emergency, sku: Priced, labels: readonly PastLabel[]): Limited | null {
  const { id: emergencyId, document, basis, risePercent, startsAtMs } = emergency;
  const baseFen = baseFor(sku, labels, basis, startsAtMs);
  return baseFen === null ? null : { emergencyId, document, baseFen, limitFen: limitFen(baseFen, risePercent) };
}

/** What goods of a kind cost in the days that are looked at before a moment, each SKU's versions in their order. */
export const labelsBefore = (rows: CatalogRows, categoryId: string, atMs: number): Promise<PastLabel[]> =>
  rows
    .selectFrom('PriceLabel as l')
    .innerJoin('Sku as s', 's.id', 'l.skuId')
    .innerJoin('Product as p', 'p.id', 's.productId')
    .select(['l.skuId', 'l.retailFen', 'l.effectiveAtMs', 's.netGrams', 's.unit'])
    .where('p.categoryId', '=', categoryId)
    .where('p.publishedAtMs', 'is not', null)
    .where('l.effectiveAtMs', '<', atMs)
    // From the one that was in force when those days began: what was before it is not read, however long it goes back.
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('PriceLabel as next')
            .select('next.id')
            .whereRef('next.skuId', '=', 'l.skuId')
            .whereRef('next.version', '>', 'l.version')
            .where('next.effectiveAtMs', '<=', atMs - BASE_DAYS * DAY_MS),
        ),
      ),
    )
    .orderBy('l.skuId')
    .orderBy('l.version')
    .execute();

/** Somebody has looked at this price, or a higher one, under this rule. */
export async function isLookedAt(
  rows: CatalogRows,
  skuId: string,
  { emergencyId }: Limited,
  retailFen: number,
): Promise<boolean> {
  const [allowed] = await rows
    .selectFrom('PriceHold')
    .select('id')
    .where('skuId', '=', skuId)
    .where('emergencyId', '=', emergencyId)
    .where('state', '=', 'allowed')
    .where('retailFen', '>=', retailFen)
    .limit(1)
    .execute();
  return allowed !== undefined;
}
