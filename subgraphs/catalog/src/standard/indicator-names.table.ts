/** What an indicator is called on reports beside its own name: whoever writes 镉含量 has measured 镉. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  铅: ['总铅', 'pb'],
  镉: ['总镉', 'cd'],
  总汞: ['汞', 'hg'],
  无机砷: ['无机as'],
  总砷: ['砷', 'as'],
  铬: ['总铬', 'cr'],
  甲基汞: ['mehg'],
  锌: ['zn'],
  水分: ['水份', '水分率', '水份率', '含水率', '含水量', '含水'],
  杂质: ['杂质率', '含杂率', '杂质总量'],
  碎米总量: ['碎米', '碎米率', '总碎米', '碎米总率'],
  黄粒米: ['黄粒米率'],
  不完善粒: ['不完善粒率', '不完善率'],
  灰分: ['总灰分', '灰份'],
  亚硝酸盐: ['亚硝酸钠', '亚硝酸根'],
  黄曲霉毒素b1: ['黄曲霉素b1', '黄曲霉b1', '黄曲霉毒b1', 'afb1', 'aflatoxinb1'],
  黄曲霉毒素m1: ['黄曲霉素m1', '黄曲霉m1', 'afm1', 'aflatoxinm1'],
  '苯并[a]芘': ['苯并芘', '3,4-苯并芘', 'bap'],
  酸价: ['酸值'],
  挥发性盐基氮: ['tvb-n', 'tvbn'],
  毒死蜱: ['氯吡硫磷', 'chlorpyrifos'],
  啶虫脒: ['acetamiprid'],
  甲醛次硫酸氢钠: ['吊白块', '次硫酸氢钠甲醛'],
  沙门氏菌: ['沙门菌'],
  破损率: ['破损', '破损蛋率'],
  果糖和葡萄糖: ['葡萄糖和果糖', '果糖和葡萄糖总量', '葡萄糖和果糖总量'],
};
/** Words around a name that say only that it was measured, or what it is. */
const BEFORE = /^(?:重金属|元素)/u;
const AFTER = /(?:残留量|残留|检出量|检出值|测定值|含量|元素)$/u;

const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(ALIASES).flatMap(([name, others]) => others.map((other): [string, string] => [other, name])),
);

/** 镉（以Cd计）, 镉 (Cd) 含量 and 镉 are one indicator, whatever width their letters have. */
export function indicatorKey(name: string): string {
  const said = name
    .normalize('NFKC')
    .replace(/[（(][^（()）]*[)）]/gu, '')
    .replace(/\s+/gu, '')
    .toLowerCase();
  const bare = said.replace(BEFORE, '').replace(AFTER, '') || said;
  return NAMES.get(said) ?? NAMES.get(bare) ?? bare;
}
