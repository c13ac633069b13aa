/** Bills lead every value with a back quote, so that a spreadsheet keeps long numbers; values must not hold one. */
const cell = (value: string | number): string => `\`${String(value).replaceAll(/[`,\r\n]/g, ' ')}`;
const line = (values: readonly (string | number)[]): string => values.map(cell).join(',');

/** Header, lines, summary header, one summary line. */
export const billText = (
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  summaryHeader: readonly string[],
  summary: readonly (string | number)[],
): string =>
  [header.join(','), ...rows.map(line), summaryHeader.join(','), line(summary)].map((text) => `${text}\r\n`).join('');
