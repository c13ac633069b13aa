/** Of what the page asks, as far as it is needed here; nothing here knows a phone (tests/phone/own-goods.spec.ts). */
interface Kept {
  storage: 'AMBIENT' | 'CHILLED' | 'FROZEN';
  temperatureCelsiusMin: number | null;
  temperatureCelsiusMax: number | null;
  shelfLifeDays: number | null;
}
interface Kind {
  id: string;
  path: string;
  statesGmo: boolean;
}
interface County<Category extends Kind> {
  categories: readonly Category[];
  productTemplates: readonly { origin: string; usage: string }[];
}
/** In the place of a template's id: goods that no template fits. */
export const OWN = 'own';

/** A pack of one's own: so many 斤, or so many pieces, to a bag or a box. */
export interface OwnPack {
  much: string;
  by: 'jin' | 'piece';
  unit: string;
}
export const PACK_UNITS = ['袋', '箱', '盒', '筐', '瓶'] as const;
const GRAMS_A_JIN = 500;
/** What a parcel weighs beside its goods, and what a piece may weigh where nobody weighed it. */
const PACKED_PERCENT = 110;
const GRAMS_A_PIECE = 250;
const GRAMS_MAX = 50_000_000;

/** What a pack of one's own says on its label; null where it is no pack. */
export function skuOfPack({ much, by, unit }: OwnPack, kept: Kept) {
  const { storage, temperatureCelsiusMin, temperatureCelsiusMax, shelfLifeDays } = kept;
  const net = netOf(much, by, unit);
  return net && { ...net, unit, storage, temperatureCelsiusMin, temperatureCelsiusMax, shelfLifeDays };
}
function netOf(much: string, by: OwnPack['by'], unit: string) {
  const number = Number(much.trim());
  const grams = Math.round(number * (by === 'jin' ? GRAMS_A_JIN : GRAMS_A_PIECE));
  if (!(number > 0) || grams < 1 || grams > GRAMS_MAX || (by === 'piece' && !Number.isInteger(number))) return null;
  return {
    specification: `${number}${by === 'jin' ? '斤' : '个'}/${unit}`,
    netGrams: by === 'jin' ? grams : null,
    netCount: by === 'piece' ? number : null,
    netMillilitres: null,
    weightGrams: Math.ceil((grams * PACKED_PERCENT) / 100),
  };
}

export interface OwnGoods {
  name: string;
  categoryId: string;
  storage: Kept['storage'];
  keepsDays: string;
  isGmo: boolean;
}
export const EMPTY_OWN: OwnGoods = { name: '', categoryId: '', storage: 'AMBIENT', keepsDays: '', isGmo: false };
/** GB/T 24616: as the platform takes what is not stated (needsOf of logistics). */
const RANGES = { AMBIENT: [null, null], CHILLED: [0, 8], FROZEN: [-40, -18] } as const;

/** Goods that no template fits, as if there were one: all that a template says is the farmer's own to say, or plain. */
export function ownTemplate<Category extends Kind>(
  { name, categoryId, storage, keepsDays, isGmo }: OwnGoods,
  { categories, productTemplates }: County<Category>,
) {
  const category = categories.find(({ id }) => id === categoryId);
  if (!category || !name.trim()) return null;
  const [temperatureCelsiusMin, temperatureCelsiusMax] = RANGES[storage];
  const shelfLifeDays = Number(keepsDays) > 0 ? Math.round(Number(keepsDays)) : null;
  const template = {
    id: OWN,
    name: name.trim(),
    categoryId,
    categoryPath: category.path,
    category,
    titlePattern: `{place}${name.trim()}`,
    copyPattern: `{place}自家产的${name.trim()}`,
    standardClass: 'NON_STANDARD' as const,
    standardCode: null,
    characteristics: null,
    gmoStatus: category.statesGmo ? (isGmo ? ('CONTAINS' as const) : ('NONE' as const)) : null,
    // Where the county's other goods come from: who grew it elsewhere writes so.
    origin: productTemplates[0]?.origin ?? '',
    grade: '不分级',
    usage: productTemplates[0]?.usage ?? '',
  };
  return {
    template,
    kept: { storage, temperatureCelsiusMin, temperatureCelsiusMax, shelfLifeDays },
  };
}
