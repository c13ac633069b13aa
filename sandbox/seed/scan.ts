const WIDTH = 840;
const LINE = 46;
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A paper as if scanned: drawn by us, and marked all over as a specimen of the demo county. */
export function scanOf(title: string, number: string, issuer: string, lines: readonly string[]): Buffer {
  const height = 340 + lines.length * LINE;
  const body = [...lines, `编号　${number}`]
    .map((line, i) => `<text x="90" y="${200 + i * LINE}" font-size="24">${escaped(line)}</text>`)
    .join('');
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="sans-serif" fill="#3a2d20">` +
      `<rect width="${WIDTH}" height="${height}" fill="#fbf7ec"/><rect x="24" y="24" width="${WIDTH - 48}" height="${height - 48}" fill="none" stroke="#b08d57" stroke-width="6"/><rect x="38" y="38" width="${WIDTH - 76}" height="${height - 76}" fill="none" stroke="#b08d57" stroke-width="1.5"/>` +
      `<text x="${WIDTH / 2}" y="120" font-size="44" text-anchor="middle" letter-spacing="12">${escaped(title)}</text>${body}` +
      `<text x="${WIDTH - 90}" y="${height - 80}" font-size="22" text-anchor="end">${escaped(issuer)}</text>` +
      `<circle cx="${WIDTH - 190}" cy="${height - 96}" r="62" fill="none" stroke="#c0392b" stroke-width="5" opacity="0.55"/><text x="${WIDTH - 190}" y="${height - 88}" font-size="22" text-anchor="middle" fill="#c0392b" opacity="0.7">演示章</text>` +
      `<text x="${WIDTH / 2}" y="${height / 2 + 30}" font-size="110" text-anchor="middle" fill="#8a6d3b" opacity="0.12" transform="rotate(-20 ${WIDTH / 2} ${height / 2})">演示样张</text></svg>`,
  );
}
