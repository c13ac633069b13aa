import jsqr from 'jsqr';
import { must } from '@heitu/kit/rules/checked';

const [DOT_PIXELS, QUIET_DOTS] = [3, 4];

/** What a camera reads from each code in a PDF of labels, in their order. */
export function addressesIn(pdf: Buffer): string[] {
  const codes = pdf.toString('latin1').matchAll(/BI \/W (\d+)[^\n]*\nID ([0-9a-f]+)>/g);
  return [...codes].map(([, dots, hex]) => {
    const [count, bytes] = [Number(dots), Buffer.from(String(hex), 'hex')];
    const side = (count + 2 * QUIET_DOTS) * DOT_PIXELS;
    const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
    const isDark = (column: number, row: number): boolean =>
      column >= 0 &&
      column < count &&
      (((bytes[row * Math.ceil(count / 8) + (column >> 3)] ?? 0) >> (7 - (column & 7))) & 1) === 1;
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) {
        const [column, row] = [x, y].map((at) => Math.floor(at / DOT_PIXELS) - QUIET_DOTS) as [number, number];
        if (row >= 0 && row < count && isDark(column, row)) pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
      }
    return must(jsqr.default(pixels, side, side)?.data, 'a code that a camera reads');
  });
}
