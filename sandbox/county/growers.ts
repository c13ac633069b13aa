import { COUNTY, placeOf, townshipWord } from './places.ts';
import { pictureNamed, type PictureFact } from './pictures.ts';

/** Who stands behind a shop's goods, as they show themselves there: their story, and their face, drawn. */
export interface GrowerFact {
  /** Of the person among the seller's staff: 'staff:xiangtun-coop-owner'. */
  readonly staffKey: string;
  readonly sellerKey: string;
  /** How they let buyers call them. */
  readonly name: string;
  readonly story: string;
  readonly face: PictureFact;
}

const grower = (seller: string, staff: string, name: string, face: string, alt: string, story: string): GrowerFact => ({
  staffKey: `staff:${staff}`,
  sellerKey: `seller:${seller}`,
  name,
  story,
  face: pictureNamed(`face-${face}`, 'grower', alt),
});

const beans = townshipWord('redBeans');
const millet = townshipWord('grainMill');
/** One for each seller; all are invented. */
export const growers: readonly GrowerFact[] = [
  grower(
    'xiangtun-coop',
    'xiangtun-coop-owner',
    '田有粮',
    'tian',
    '田有粮，头发花白，笑着站在稻田前',
    `我在${placeOf('paddies').name}种了三十一年稻子。${COUNTY.water}放下来的水凉，稻子长得慢，米就香。社里四十二户，插秧、收割都搭着伙干，米是自己的碾米机碾的，要多少碾多少，不囤。`,
  ),
  grower(
    'xiwang-grain',
    'xiwang-grain-owner',
    '老溪',
    'xi',
    '老溪，短头发，穿着灰绿色上衣',
    `我爹那辈就走村收杂粮，我接着收。${beans}的红小豆、${millet}的小米，哪块地的好，我抓一把看看就知道。收回来先过风、再过筛，一批一批送检，合格了才装袋。`,
  ),
  grower(
    'zuoling-fungus',
    'zuoling-fungus-owner',
    '耿木生',
    'geng',
    '耿木生，戴着护耳帽，身后是山林',
    `${placeOf('fungus').name}背靠山，早晚温差大，木耳长得厚。我们只采秋木耳，晾在架子上，靠太阳和风干透，一天翻三回。赶上连阴天就少卖点，不上烘房。`,
  ),
  grower(
    'linhai-honey',
    'linhai-honey-owner',
    '老孟',
    'meng',
    '老孟，戴着草帽，留着小胡子',
    '六月底我就拉着一百二十箱蜂进山，等椴树开花。花期就十来天，下雨就没有蜜，有的年头一箱只摇二十斤。封了盖再摇，摇出来是浅琥珀色，天冷了会结晶，像猪油。',
  ),
  grower(
    'beijiang-coldfood',
    'beijiang-coldfood-owner',
    '蓝天晴',
    'lan',
    '蓝天晴，戴着圆眼镜，齐肩发',
    '我在外面做了六年冷链，回来就想让家里的蓝莓、黏玉米也能新鲜出门。早上摘，两小时进冷库，车上装了温度计，您在手机上看得见一路的温度。',
  ),
  grower(
    'wangxiulan-farmer',
    'wangxiulan-owner',
    '王秀兰',
    'wang',
    '王秀兰，包着红头巾，笑着',
    '三百多只鸡都在院子和后园里跑，喂自家的玉米和菜叶。蛋三天捡一批，大的小的都有，我不挑。豆角是八月的油豆角，早上摘、当天切，晒两个好日头。',
  ),
];
