import { catalogEntities as entity, indicatorRow, type CatalogContext } from '@heitu/catalog';
import { idFrom } from '@heitu/kit/rules/ids';
import { toJson } from '@heitu/kit/rules/typed-json';
import { dateOn, INSPECTION_ROWS, products, type InspectionRow, type ProductFact } from '../county/index.ts';
import { laboratoryId } from './catalog-papers.ts';
import { categoryOf } from './goods.ts';
import { accountId } from './keys.ts';
import { scanOf } from './scan.ts';

const LABORATORY = '黑龙江松禾农产品检测有限公司';
const OPERATOR = accountId('staff:heitu-admin');
const REVIEWER = accountId('staff:heitu-reviewer');
const SOURCE = '演示县的指标表';
const DOUBT = '演示数据，没有和标准原文核对过';

const limitOf = (row: InspectionRow) => {
  if ('finding' in row) return { words: [row.finding] };
  const figure = Number(/\d+(\.\d+)?/.exec(row.limit)?.[0]);
  return { unit: row.unit, ...(row.limit.startsWith('≥') ? { min: figure } : { max: figure }) };
};
/** What the standards that its goods name ask for: national limits stand in the catalog's own table. */
function rowsOf(product: ProductFact, createdAtMs: number, sourceOn: string) {
  const slug = product.key.slice('product:'.length);
  return (INSPECTION_ROWS[slug] ?? []).flatMap((row) => {
    const named = product.standards.find(({ number }) => number.startsWith(row.basis));
    if (!named) return [];
    const categoryId = categoryOf(product);
    const told = { standardCode: named.number, categoryId, name: row.name, source: SOURCE, sourceOn, doubt: DOUBT };
    return [indicatorRow({ ...told, ...limitOf(row) }, createdAtMs)];
  });
}

/** A filed standard has its own table, as strict as the national one. */
function filedRowsOf(product: ProductFact, createdAtMs: number, sourceOn: string) {
  const slug = product.key.slice('product:'.length);
  return product.standards
    .filter(({ filing }) => filing !== null)
    .flatMap(({ number, title }) =>
      (INSPECTION_ROWS[slug] ?? [])
        .filter((row) => 'unit' in row)
        .map((row) =>
          indicatorRow(
            {
              standardCode: number,
              categoryId: categoryOf(product),
              name: row.name,
              source: title,
              sourceOn,
              ...limitOf(row),
            },
            createdAtMs,
          ),
        ),
    );
}

/** The county's tables beside those that the catalog begins with, and the laboratory that measures by them. */
export async function seedIndicators({ em, rows, files }: CatalogContext, nowMs: number, atMs: number): Promise<void> {
  const today = dateOn(new Date(nowMs), 0);
  const there = new Set((await rows.selectFrom('Indicator').select('key').execute()).map(({ key }) => key));
  const known = new Map(
    products
      .flatMap((product) => [...rowsOf(product, atMs, today), ...filedRowsOf(product, atMs, today)])
      .map((row) => [row.key, row]),
  );
  await em.insertMany(
    entity.Indicator,
    [...known.values()].filter(({ key }) => !there.has(key)).map((row) => ({ ...row, id: idFrom(row.key) })),
  );
  const names = Object.values(INSPECTION_ROWS).flatMap((all) => all.map(({ name }) => name));
  const [id, accreditationNumber] = [laboratoryId(LABORATORY), 'CMA 230000000184'];
  const fileId = idFrom(`scan:${id}`);
  const [validFrom, validUntil] = [dateOn(new Date(nowMs), -1290), dateOn(new Date(nowMs), 900)];
  const scope = [...new Set(names)];
  await files.put(
    em,
    {
      id: fileId,
      ownerId: OPERATOR,
      purpose: 'laboratory-certificate',
      isPublic: false,
      atMs,
      mediaType: 'image/svg+xml',
      bytes: scanOf('检验检测机构资质认定证书', accreditationNumber, LABORATORY, [`有效期至 ${validUntil}`, ...scope]),
    },
    [{ type: 'laboratory', id }],
  );
  await em.insert(entity.Laboratory, {
    id,
    name: LABORATORY,
    accreditationNumber,
    scope: toJson(scope),
    validFrom,
    validUntil,
    fileId,
    filedAs: `${LABORATORY}|${validUntil}`,
    registeredAtMs: atMs,
    state: 'accepted',
    filedByAccountId: OPERATOR,
    acceptDueAtMs: atMs,
    decidedAtMs: atMs,
    decidedByAccountId: REVIEWER,
    decidedByRole: 'reviewer',
  });
}
