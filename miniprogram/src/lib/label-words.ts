/**
 * What is said of a label in the same words wherever it is verified. What differs, because another has computed it or
 * holds other keys, each place says itself.
 */
export interface Told {
  kind: 'good' | 'bad' | 'doubt';
  title: string;
  text: string;
}

export const DO_NOT_TRUST = '请不要相信这张标签，并向平台反映。';
export const ALTERED: Told = {
  kind: 'bad',
  title: '标签和签名对不上',
  text: `内容被改动过，或者签名是从别的袋子上搬来的。${DO_NOT_TRUST}`,
};
export const outOfTime = (signedOn: string): Told => ({
  kind: 'bad',
  title: '签名的钥匙那时已经不能用',
  text: `签名写的日期是${signedOn}，那时这把钥匙不在使用期内。${DO_NOT_TRUST}`,
});
export const NOT_PUBLISHED: Told = {
  kind: 'doubt',
  title: '平台公布的钥匙里没有这一把',
  text: '这张标签不是用平台公布的钥匙签的，先不要当真，请向平台问清楚。',
};
