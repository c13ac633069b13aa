export interface HostileRow {
  what: string;
  status: number;
  code: string;
  tookMs: number;
}

/** The table of a hostile suite, in Markdown: what was tried, what it was told, and how soon. */
export function printHostile(rows: readonly HostileRow[], ...remarks: readonly string[]): void {
  const lines = rows.map(
    ({ what, status, code, tookMs }) =>
      `| ${what.padEnd(58)} | ${String(status).padStart(6)} | ${code.padEnd(28)} | ${String(Math.round(tookMs)).padStart(5)} |`,
  );
  process.stderr.write(
    `\n| ${'hostile'.padEnd(58)} | status | ${'code'.padEnd(28)} |    ms |\n|---|---|---|---|\n${lines.join('\n')}\n${remarks.map((remark) => `\n${remark}\n`).join('')}\n`,
  );
}
