/**
 * What may not be put on a field or given to animals that are eaten, and which names are a pesticide's (Farm Produce
 * Quality Law 21 and 27). Banned pesticides: 农业农村部 禁限用农药名录 with its announcements 536 (from 1 September 2024) and 736
 * (from 1 June 2026); banned veterinary drugs: announcement 250 of 2019. Written down from what is generally known of
 * them, not from the gazette: whoever runs the platform compares it.
 */
const words = (text: string): string[] => text.trim().split(/\s+/);
interface Banned {
  /** The active ingredient; trade names and numbers that farmers use beside it. */
  readonly names: readonly string[];
  /** First day of the ban; absent: long before the platform. */
  readonly from?: string;
  /** Other ingredients that are not banned and have the name within theirs. */
  readonly butNot?: readonly string[];
}

const PHASED_OUT_2024 = '2024-09-01';
const PHASED_OUT_2026 = '2026-06-01';
export const BANNED_INPUTS: readonly Banned[] = [
  { names: ['六六六', '滴滴涕', 'DDT', '毒杀芬', '艾氏剂', '狄氏剂', '林丹', '硫丹', '三氯杀螨醇'] },
  { names: ['二溴氯丙烷', '二溴乙烷', '溴甲烷', '杀虫脒', '敌枯双', '氟虫胺', '杀扑磷', '福美胂', '福美甲胂'] },
  { names: ['除草醚'], butNot: ['乙氧氟草醚'] },
  { names: ['汞制剂', '赛力散', '西力生', '砷酸', '砒霜', '氰化'] },
  { names: ['氟乙酰胺', '甘氟', '毒鼠强', '氟乙酸钠', '毒鼠硅'] },
  { names: ['甲胺磷'], butNot: ['乙酰甲胺磷'] },
  { names: ['对硫磷', '1605', '久效磷', '苯线磷', '地虫硫磷', '甲基硫环磷', '硫线磷', '蝇毒磷', '治螟磷', '特丁硫磷'] },
  { names: ['磷胺', '磷化钙', '磷化镁', '磷化锌'] },
  { names: ['氯磺隆', '胺苯磺隆', '百草枯', '2,4-滴丁酯', '2.4-滴丁酯', '24-滴丁酯'] },
  { names: ['甲磺隆'], butNot: ['碘甲磺隆', '三氟甲磺隆'] },
  { names: ['甲拌磷', '3911', '甲基异柳磷', '水胺硫磷', '灭线磷'], from: PHASED_OUT_2024 },
  { names: ['氧乐果', '氧化乐果', '涕灭威', '神农丹'], from: PHASED_OUT_2026 },
  { names: ['克百威', '呋喃丹'], from: PHASED_OUT_2026, butNot: ['丁硫克百威', '丙硫克百威'] },
  { names: ['灭多威'], from: PHASED_OUT_2026, butNot: ['硫双灭多威'] },
  { names: ['氯霉素', '克伦特罗', '瘦肉精', '莱克多巴胺', '沙丁胺醇', '孔雀石绿', '五氯酚酸钠', '己烯雌酚'] },
  { names: ['呋喃唑酮', '呋喃西林', '呋喃它酮', '呋喃妥因', '万古霉素', '氨苯砜', '洛硝达唑'] },
];

/** As it is compared: wide and narrow letters alike, without blanks. */
const plain = (name: string): string => name.normalize('NFKC').replaceAll(/[\s·]/g, '').toUpperCase();

/** The banned ingredient in a product's name, on the day that it was used; undefined where there is none. */
export function bannedIn(productName: string, usedOn: string): string | undefined {
  const name = plain(productName);
  return BANNED_INPUTS.filter(({ from }) => from === undefined || from <= usedOn)
    .flatMap(({ names, butNot = [] }) => {
      const rest = butNot.reduce((left, other) => left.replaceAll(other, ''), name);
      return names.filter((one) => rest.includes(one));
    })
    .at(0);
}

/**
 * Ingredients that are sold in the county's shops. `days`: no label of such a product says fewer days before the
 * harvest; our own lower bound, since labels differ by crop. None for herbicides and what lives.
 */
const KNOWN_PESTICIDES: readonly { readonly days: number; readonly names: readonly string[] }[] = [
  {
    days: 1,
    names: words(`
      三环唑 稻瘟灵 稻瘟酰胺 咪鲜胺 戊唑醇 丙环唑 苯醚甲环唑 己唑醇 氟环唑 氟硅唑 嘧菌酯 吡唑醚菌酯
      肟菌酯 醚菌酯 多菌灵 甲基硫菌灵 代森锰锌 代森锌 丙森锌 百菌清 福美双 甲霜灵 霜霉威 霜脲氰
      烯酰吗啉 噁霉灵 恶霉灵 腐霉利 异菌脲 嘧霉胺 三唑酮 吡虫啉 啶虫脒 噻虫嗪 噻虫胺 烯啶虫胺 吡蚜酮
      噻嗪酮 氟啶虫酰胺 高效氯氟氰菊酯 氯氟氰菊酯 氯氰菊酯 溴氰菊酯 联苯菊酯 甲氰菊酯 氰戊菊酯
      阿维菌素 甲氨基阿维菌素 甲维盐 氯虫苯甲酰胺 虫螨腈 茚虫威 虱螨脲 氟铃脲 灭幼脲 毒死蜱 辛硫磷
      敌敌畏 敌百虫 乐果 乙酰甲胺磷 丙溴磷 三唑磷 杀虫双 杀虫单 杀螟丹 哒螨灵 炔螨特 螺螨酯 丁硫克百威
      抗蚜威 噻唑膦 硫双威 硫双灭多威 乙基多杀菌素 氟虫腈
    `),
  },
  {
    days: 0,
    names: words(`
      苏云金杆菌 枯草芽孢杆菌 白僵菌 绿僵菌 木霉菌 苦参碱 印楝素 除虫菊素 鱼藤酮 井冈霉素 春雷霉素
      多抗霉素 氨基寡糖素 芸苔素 赤霉酸 矿物油 石硫合剂 波尔多液 氢氧化铜 王铜 草甘膦 草铵膦 丁草胺
      丙草胺 乙草胺 异丙甲草胺 苄嘧磺隆 吡嘧磺隆 二氯喹啉酸 氰氟草酯 五氟磺草胺 噁草酮 恶草酮 灭草松
      莠去津 烟嘧磺隆 硝磺草酮 精喹禾灵 烯草酮 氟磺胺草醚 二甲戊灵 氟乐灵 敌草快 乙氧氟草醚 2甲4氯
    `),
  },
];

/** The known pesticide that a product's name says, and the fewest days that it asks for. */
export function pesticideIn(productName: string): { name: string; days: number } | undefined {
  const name = plain(productName);
  return KNOWN_PESTICIDES.flatMap(({ days, names }) =>
    names.filter((one) => name.includes(one)).map((one) => ({ name: one, days })),
  ).at(0);
}
