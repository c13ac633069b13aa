import { must } from '@heitu/kit/rules/checked';
import type { PartyFact, StaffFact } from './party-types.ts';
import type { ProductFact, SkuFact } from './product-types.ts';

/** The pack by which a product is known: all of its packs are kept alike. */
export const firstSku = ({ key, skus }: ProductFact): SkuFact => must(skus[0], `a pack of ${key}`);
/** Who stands first among a party's people, and who last: its head, and who sees to the orders. */
export const headOf = ({ key, staff }: PartyFact): StaffFact => must(staff[0], `somebody at ${key}`);
export const clerkOf = ({ key, staff }: PartyFact): StaffFact => must(staff.at(-1), `somebody at ${key}`);

/** The middle of what a place that is kept cold asks for. */
export const middleCelsius = (place: { temperatureCelsiusMin: number | null; temperatureCelsiusMax: number | null }) =>
  (must(place.temperatureCelsiusMin, 'its coldest') + must(place.temperatureCelsiusMax, 'its warmest')) / 2;
