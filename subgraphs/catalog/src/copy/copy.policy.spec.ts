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
