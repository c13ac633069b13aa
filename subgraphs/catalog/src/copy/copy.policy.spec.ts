import { describe, expect, it } from '@jest/globals';
import { MARKS_MAX, markCopy, type GoodsRecord } from './copy.policy.ts';

const record: GoodsRecord = {
  netGrams: [5000],
  grades: ['一级'],
  pricesFen: [9800, 9200],
  certificateTypes: ['green-food'],
};
const marked = (copy: string) => markCopy({ copy }, record).map(({ word, rule, clause }) => [word, rule, clause]);

describe('the copy check', () => {
  it.each([
    ['常喝可治疗咳嗽', '治疗', 'medicinal', '7.3.7.l'],
    ['能预防高血压', '预防高血压', 'medicinal', '7.3.7.l'],
    ['降血糖的好米', '降血糖', 'medicinal', '7.3.7.l'],
    ['清熱解毒、養胃，有療效', '療效', 'medicinal', '7.3.7.l'],
    ['全网最低，顶级大米', '全网最低', 'absolute', '7.3.7.l'],
    ['全国第一的大米', '全国第一', 'absolute', '7.3.7.l'],
    ['荣获农博会金奖，质量有保证', '荣获', 'endorsement', '7.3.7.k'],
    ['多位专家推荐', '专家推荐', 'endorsement', '7.3.7.k'],
    ['每袋10公斤', '每袋10公斤', 'contradiction', '7.3.7.j'],
    ['只要88元', '只要88元', 'contradiction', '7.3.7.j'],
    ['特级大米', '特级', 'contradiction', '7.3.7.j'],
    ['有机种植', '有机', 'contradiction', '7.3.7.j'],
  ])('[7.3.7.j] [7.3.7.k-l] marks %s', (copy, word, rule, clause) => {
    expect(marked(copy)).toContainEqual([word, rule, clause]);
  });

  it.each([
    '第一积温带种的水稻',
    '最低温度零下三十度',
    '一级大米，净含量：5千克',
    '售价98元，会员价92元',
    '绿色食品',
    '富含有机质的黑土',
    '按国家标准检验合格',
    '煮饭时有清香，放凉后不硬。',
  ])('lets through %s', (copy) => {
    expect(marked(copy)).toEqual([]);
  });

  it.each([
    ['治·疗', '治·疗', 0, 3],
    ['可 治 疗 咳', '治 疗', 2, 5],
    ['治​疗', '治​疗', 0, 3],
    ['🌾治疗', '治疗', 2, 4],
    ['１００％天然', '１００％', 0, 4],
  ])('finds what is hidden in %s, at its place in the text as written', (copy, word, start, end) => {
    expect(markCopy({ copy }, record)).toMatchObject([{ field: 'copy', word, start, end }]);
  });

  const said = (copy: string, more: Partial<GoodsRecord> = {}) =>
    markCopy({ copy }, { ...record, ...more }).map(({ word, start, end, text }) => [word, start, end, text]);
  it('compares what a pack holds, in any unit, with all that is on record [7.3.7.j]', () => {
    const wrong = '和登记的净含量不一致';
    for (const copy of ['每袋5000克', '净重5公斤', '净含量：5KG', '每盒 10 斤', '净含量5000.4g'])
      expect(said(copy)).toEqual([]);
    expect(said('好米，净重5001克')).toEqual([['净重5001克', 3, 10, wrong]]);
    expect(said('净重5000.5克')).toHaveLength(1);
    expect(said('每箱4999.5克')).toHaveLength(1);
    expect(said('每箱4999.6克')).toEqual([]);
    expect(said('每箱250克', { netGrams: [250, 5000] })).toEqual([]);
    expect(said('每箱250克，每袋1公斤', { netGrams: [] })).toEqual([]);
  });
  it('compares a price with every label in force, to the fen', () => {
    const wrong = '和价签不一致（价签：98.00、92.00元）';
    for (const copy of ['售价98元', '会员价：92', '¥98.00', '只要 98 元', '仅92.00元']) expect(said(copy)).toEqual([]);
    expect(said('现价98.01元')).toEqual([['现价98.01元', 0, 8, wrong]]);
    expect(said('￥9.8')).toHaveLength(1);
    expect(said('￥1.1，￥4.35', { pricesFen: [110, 435] })).toEqual([]);
    expect(said('￥1', { pricesFen: [] })).toEqual([]);
  });
  it('compares a grade, and asks for the certificate behind a claim', () => {
    expect(said('二级，一等', { grades: ['一级', '一等'] })).toEqual([
      ['二级', 0, 2, '和价签上的等级不一致（一级、一等）'],
    ]);
    expect(said('二级', { grades: [] })).toEqual([]);
    expect(said('地理标志产品')).toEqual([['地理标志', 0, 4, '没有登记有效的地理标志使用证明']]);
    expect(said('有机米，绿色食品', { certificateTypes: [] }).map(([word]) => word)).toEqual(['有机', '绿色食品']);
    expect(said('有机米', { certificateTypes: ['organic'] })).toEqual([]);
  });
  it('marks what is hidden in characters of two units to its last one', () => {
    expect(markCopy({ copy: '\u{1D7CF}\u{1D7CE}\u{1D7CE}%天然' }, record)).toMatchObject([{ start: 0, end: 7 }]);
    expect(markCopy({ copy: '独一无\u{1F214}的米' }, record)).toMatchObject([{ start: 0, end: 5 }]);
  });
  it('keeps of marks that overlap the first and longest, and what reaches beyond it', () => {
    expect(said('一等奖').map(([word]) => word)).toEqual(['一等奖']);
    expect(said('最顶级').map(([word]) => word)).toEqual(['最顶级']);
    expect(said('特级食品特供').map(([word]) => word)).toEqual(['特级', '特供']);
    expect(said('预防癌症').map(([word]) => word)).toEqual(['预防癌症']);
    expect(said('最大限度，最大').map(([, start]) => start)).toEqual([5]);
    expect(said('专家推荐，治疗有机', { certificateTypes: [] }).map(([word]) => word)).toEqual([
      '专家推荐',
      '治疗',
      '有机',
    ]);
  });

  it('marks each place once and every field', () => {
    expect(
      markCopy({ title: '顶级米', copy: '治疗，再治疗', characteristics: null }, record).map(({ field, start }) => [
        field,
        start,
      ]),
    ).toEqual([
      ['title', 0],
      ['copy', 0],
      ['copy', 4],
    ]);
  });

  it('marks no more than a seller can correct at once', () => {
    expect(markCopy({ copy: '治疗，'.repeat(500) }, record)).toHaveLength(MARKS_MAX);
  });

  it('reads 5,000 characters without stalling', () => {
    const started = performance.now();
    markCopy({ copy: '净含量'.repeat(800) + '预防各种'.repeat(600) }, record);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
