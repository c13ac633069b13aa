/** Chinese for what the platform says in one word of its own. What it does not know is shown as it stands. */
const of =
  (words: Readonly<Record<string, string>>) =>
  (key: string | null | undefined): string =>
    key ? (words[key] ?? key) : '';

export const storageWord = of({ ambient: '常温', chilled: '冷藏', frozen: '冷冻' });
export const standardClassWord = of({
  mandatory: '执行强制性标准',
  recommended: '执行推荐性标准',
  filed: '执行备案的企业标准',
  'non-standard': '没有统一标准的产品',
});
export const gmoWord = of({ none: '非转基因', contains: '含转基因成分' });
export const pricingTypeWord = of({
  'government-set': '政府定价',
  'government-guided': '政府指导价',
  market: '市场调节价',
  negotiated: '协商价',
  bidding: '竞价',
});
export const inspectionPartyWord = of({ first: '供货方自检', second: '商家检验', third: '第三方检测' });
export const creditWord = of({ A: '信用很好', B: '信用良好', C: '信用一般', D: '信用较差' });
