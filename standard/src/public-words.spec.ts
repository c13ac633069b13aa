import { describe, expect, it } from '@jest/globals';
import { unlawfulText, unlawfulWords } from './public-words.ts';

describe('words that no public text may hold [7.3.7.k-l]', () => {
  it.each([
    ['抗癌米店', '抗癌'],
    ['国家级第一 抗癌米店', '国家级'],
    ['包 治·百 病', '包 治'],
    ['国宴特供装', '国宴'],
    ['全国第一', '全国第一'],
  ])('refuses %s and names the word', (text, word) => {
    expect(unlawfulText(text)).toContain(word);
    expect(unlawfulWords(text)[0]).toMatchObject({ clause: expect.stringMatching(/^7\.3\.7\.[kl]$/) });
  });
  it.each(['民乐村李家米店', '一级', '黑龙江省哈尔滨市五常市', '125克×4盒', '第一积温带', '每天8:00-18:00'])(
    'lets %s be',
    (text) => expect(unlawfulText(text)).toBeNull(),
  );
});
