/** More rows than this are no table for a person; the filters narrow it. */
export const EXPORT_ROWS_MAX = 5_000;
export const EXPORT_PAGE = 100;
/** An amount as the pages write it goes out as a number, so that a column of them can be added up. */
const MONEY = /^-?¥[\d,]+\.\d\d$/;

/** Writes a table as XLSX and hands it to the browser. The library is loaded when it is first needed. */
export async function writeTable(
  name: string,
  titles: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): Promise<void> {
  const { default: write } = await import('write-excel-file/universal');
  // Texts are cells of type string whatever they begin with, so that none is taken for a formula.
  const cell = (value: string | number | null) =>
    value === null
      ? null
      : typeof value === 'number'
        ? { value, type: Number }
        : MONEY.test(value)
          ? { value: Number(value.replace(/[¥,]/g, '')), type: Number, format: '¥#,##0.00' }
          : { value, type: String };
  const width = (at: number): number =>
    Math.min(
      60,
      Math.max(
        (titles[at] ?? '').length * 2 + 2,
        ...rows.slice(0, 200).map((row) => String(row[at] ?? '').length * 1.4 + 2),
      ),
    );
  const blob = await write(
    [
      titles.map((title) => ({ value: title, type: String, fontWeight: 'bold' as const })),
      ...rows.map((row) => row.map(cell)),
    ],
    {
      columns: titles.map((_, at) => ({ width: width(at) })),
      stickyRowsCount: 1,
    },
  ).toBlob();
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: url, download: `${name}.xlsx` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
