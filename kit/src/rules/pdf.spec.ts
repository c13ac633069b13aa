import { describe, expect, it } from '@jest/globals';
import { pdfOf, pdfWidth } from './pdf.ts';

const PAGE = { width: 100, height: 200 };

describe('a PDF', () => {
  it('has a page for each that was given, its texts from the top, and ends on the right where it should', () => {
    const pdf = pdfOf(PAGE, [
      { texts: [{ x: 10, y: 20, size: 10, text: '账A' }], lines: [{ fromX: 10, toX: 90, y: 30 }] },
      { texts: [{ x: 90, y: 20, size: 10, text: '1.00', endsThere: true }] },
    ]).toString('latin1');
    expect(pdf.match(/\/Type \/Page /g)).toHaveLength(2);
    expect(pdf).toContain('/Kids [7 0 R 9 0 R] /Count 2');
    expect(pdf).toContain('BT /F1 10 Tf 10 180 Td <8d260041> Tj ET');
    expect(pdf).toContain('0.5 w 10 170 m 90 170 l S');
    expect(pdf).toContain('BT /F1 10 Tf 70 180 Td <0031002e00300030> Tj ET');
  });

  it('says where each of its objects stands', () => {
    const pdf = pdfOf(PAGE, [{ texts: [] }]).toString('latin1');
    const [, table = ''] = pdf.split('xref\n');
    const offsets = [...table.matchAll(/^(\d{10}) 00000 n /gm)].map(([, offset]) => Number(offset));
    expect(offsets.map((at) => pdf.slice(at, at + 7))).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((i) => `${i} 0 obj`));
    expect(Number(pdf.match(/startxref\n(\d+)/)?.[1])).toBe(pdf.indexOf('xref\n'));
  });

  it('paints a code as dots, eight a byte, each of the same size', () => {
    const rows = [
      [true, false, true],
      [false, true, false],
      [true, true, true],
    ];
    const pdf = pdfOf(PAGE, [{ texts: [], dots: [{ x: 10, y: 20, side: 30, rows }] }]).toString('latin1');
    expect(pdf).toContain('q 30 0 0 30 10 150 cm\nBI /W 3 /H 3 /IM true /D [1 0] /F /AHx\nID a040e0>\nEI Q');
  });

  it('counts Latin letters half as wide as Chinese ones', () => {
    expect(pdfWidth({ text: '分3角', size: 12 })).toBe(30);
    expect(pdfWidth({ text: 'LM-7', size: 10, isCode: true })).toBe(24);
    const code = { x: 90, y: 20, size: 10, text: 'LM-7', isCode: true, endsThere: true };
    expect(pdfOf(PAGE, [{ texts: [code] }]).toString('latin1')).toContain('BT /F2 10 Tf 66 180 Td <4c4d2d37> Tj ET');
  });
});
