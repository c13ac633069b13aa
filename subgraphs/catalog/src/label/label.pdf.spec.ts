import { describe, expect, it } from '@jest/globals';
import type { BagLabel } from './bag-labels.ts';
import { LABEL_FORMS, type LabelForm } from './label.policy.ts';
import { labelsPdf } from './label.pdf.ts';
import { keysOf } from '@heitu/kit/rules/checked';

/** The largest code and the longest names that a lot has. */
const label: BagLabel = {
  serial: 1_234_567,
  address: '',
  dots: Array.from({ length: 65 }, () => Array.from({ length: 65 }, () => true)),
  goods: '五常稻花香二号有机大米真空包装家庭装十五公斤',
  lot: {
    code: 'RICE-261101-LONGFENGSHAN-LEYUAN-0000001X',
    producedOn: '2026-11-01',
    expiresOn: '2027-11-01',
    quality: '一级',
    specification: '5千克×3袋',
    producerName: '五常市龙凤山镇乐园村水稻种植农民专业合作社联合社',
    producerAddress: '黑龙江省哈尔滨市五常市龙凤山镇乐园村第三村民组',
    complaintContact: '0451-12345678',
  },
};
const LABEL_WIDTHS: Readonly<Record<LabelForm, number>> = { sheet: 595.28 / 3, thermal: (40 / 25.4) * 72 };
/** What stands on the label, with the right end of each line. */
function textsOf(form: LabelForm): { text: string; end: number; y: number }[] {
  const pdf = labelsPdf([label], form).toString('latin1');
  return [...pdf.matchAll(/BT \/(F1|F2) ([\d.]+) Tf ([\d.]+) ([\d.]+) Td <([0-9a-f]+)> Tj ET/g)].map(
    ([, face, size, x, y, hex]) => {
      const bytes = Buffer.from(String(hex), 'hex');
      const text = face === 'F2' ? bytes.toString('latin1') : bytes.swap16().toString('utf16le');
      const letters =
        face === 'F2' ? text.length * 0.6 : [...text].reduce((sum, one) => sum + (one <= '~' ? 0.5 : 1), 0);
      return { text, end: Number(x) + letters * Number(size), y: Number(y) };
    },
  );
}

describe('what is printed on a label', () => {
  it.each(keysOf(LABEL_FORMS))('%s: stays on the label, with dates and code, however long its names are', (form) => {
    const texts = textsOf(form);
    expect(texts.filter(({ end, y }) => end > LABEL_WIDTHS[form] || y < 0)).toEqual([]);
    const said = texts.map(({ text }) => text).join(' ');
    for (const word of ['生产日期', '2026.11.01', '保质期至', '2027.11.01', label.lot.code, '第1234567号'])
      expect(said).toContain(word);
  });
  it('sheets also have what the law wants on the goods', () => {
    const said = textsOf('sheet')
      .map(({ text }) => text)
      .join('');
    for (const word of [
      '规格：5千克×3袋，一级',
      '生产者：五常市龙凤山镇',
      '地址：黑龙江省哈尔滨市',
      '电话：0451-12345678',
    ])
      expect(said).toContain(word);
  });
});
