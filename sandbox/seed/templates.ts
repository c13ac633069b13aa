import type { StandardClass } from '@heitu/catalog';
import { idFrom } from '@heitu/kit/rules/ids';
import { COUNTY_ADDRESS, firstSku, products, type ProductFact } from '../county/index.ts';
import { accountId } from './keys.ts';
import { categoryOf, netOf, STANDARD_CLASSES } from './goods.ts';

/** What everybody works to who has no enterprise standard for frozen dough. */
const NATIONAL_DOUGH = 'GB 19295-2021';

/** What a pack says of keeping, in a consumer's words. */
const keeping = (product: ProductFact): string => `保存：${firstSku(product).storage.text}。`;

/** An enterprise's filed standard is its own: everybody else works to the national one that holds for all. */
function standardOf(product: ProductFact): { standardClass: StandardClass; standardCode: string | null } {
  const standard = product.standards.find(({ filing }) => filing === null) ?? null;
  if (standard) return { standardClass: STANDARD_CLASSES[standard.class], standardCode: standard.number };
  return product.standards.length > 0
    ? { standardClass: 'mandatory', standardCode: NATIONAL_DOUGH }
    : { standardClass: 'non-standard', standardCode: null };
}

/** One template for each of the county's goods: what does not depend on who sells them. */
export const templateRows = (updatedAtMs: number) =>
  products.map((product) => ({
    id: idFrom(`template:${product.key}`),
    name: product.searchName,
    categoryId: categoryOf(product),
    titlePattern: `{place}${product.searchName}`,
    copyPattern: [`产自{place}。`, keeping(product), `吃法：${product.usage}`].join('\n'),
    ...standardOf(product),
    characteristics: product.characteristics,
    gmoStatus: product.gmoMarking === null ? null : ('none' as const),
    origin: COUNTY_ADDRESS,
    grade: product.grade,
    usage: product.usage,
    skus: JSON.stringify(
      product.skus.map((sku) => ({
        specification: sku.specification,
        unit: sku.saleUnit,
        ...netOf(sku),
        storage: sku.storage.condition,
        temperatureCelsiusMin: sku.storage.temperatureCelsiusMin,
        temperatureCelsiusMax: sku.storage.temperatureCelsiusMax,
        shelfLifeDays: sku.shelfLifeDays,
        weightGrams: sku.grossGrams,
      })),
    ),
    offered: true,
    updatedAtMs,
    updatedBy: accountId('staff:heitu-admin'),
  }));
