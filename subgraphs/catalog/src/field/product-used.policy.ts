import { bannedIn, pesticideIn } from '@heitu/standard';
import type { InputKind } from './field.policy.ts';

interface Product {
  name: string;
  kind: InputKind;
  registrationNumber: string | null;
  /** Its last day. */
  usedOn: string;
  safeDays: number;
}
interface Wrong {
  code: 'BANNED' | 'IS_PESTICIDE' | 'INTERVAL_TOO_SHORT' | 'NUMBER_NEEDED';
  field: 'name' | 'kind' | 'safeDays' | 'registrationNumber';
  text: string;
}

/** Seed that was dressed with it is seed; animals are given some of the same ingredients. */
const isNamedWithin = ({ kind, name }: Product): boolean =>
  kind === 'veterinary-drug' || (kind === 'seed' && /[种苗秧]/.test(name));

/**
 * What the name of a product says against what was written of it: a banned one is none to write down, a pesticide is
 * one whatever else it is called, and one that nobody here knows is told by its registration. Null where nothing is.
 */
export function wrongProduct(product: Product): Wrong | null {
  const { name, kind, registrationNumber, usedOn, safeDays } = product;
  const banned = bannedIn(name, usedOn);
  if (banned) return { code: 'BANNED', field: 'name', text: `${banned}是禁用的` };
  const known = pesticideIn(name);
  if (known && kind !== 'pesticide' && !isNamedWithin(product))
    return { code: 'IS_PESTICIDE', field: 'kind', text: `${known.name}是农药` };
  if (known && kind === 'pesticide' && safeDays < known.days)
    return { code: 'INTERVAL_TOO_SHORT', field: 'safeDays', text: `${known.name}的标签上都写着隔几天，照着填` };
  if (!known && kind === 'pesticide' && registrationNumber === null)
    return { code: 'NUMBER_NEEDED', field: 'registrationNumber', text: '照标签抄农药登记证号，像 PD20150001' };
  return null;
}
