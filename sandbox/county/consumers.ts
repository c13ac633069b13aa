import { must } from '@heitu/kit/rules/checked';
import { fictionalPhone } from './check-digits.ts';
import { COUNTY, OUTSIDE_PLACES, villageAddress, villageOf } from './places.ts';

export interface AddressFact {
  readonly receiverName: string;
  readonly phone: string;
  /** GB/T 2260, six digits. */
  readonly divisionCode: string;
  /** Twelve digits inside the county, else null. */
  readonly villageCode: string | null;
  /** Province, city and district or village, real. */
  readonly regionText: string;
  /** Street and door, invented. */
  readonly detail: string;
}

export interface ConsumerFact {
  /** 'consumer:01' */
  readonly key: string;
  readonly name: string;
  readonly nickname: string;
  readonly phone: string;
  readonly member: boolean;
  /** What the simulated WeChat answers for this person's sign-in code. */
  readonly openid: string;
  readonly registeredDay: number;
  readonly address: AddressFact;
}

const NAMES: readonly (readonly [name: string, nickname: string])[] = [
  ['赵春生', '老赵'],
  ['钱玉梅', '梅子'],
  ['孙立国', '国哥'],
  ['李雪晴', '晴天'],
  ['周大勇', '大勇'],
  ['吴桂兰', '桂兰阿姨'],
  ['郑浩然', '浩然'],
  ['王冬梅', '冬梅'],
  ['冯晓东', '晓东'],
  ['陈秀英', '秀英'],
  ['褚明远', '明远'],
  ['卫红霞', '红霞'],
  ['蒋志强', '强子'],
  ['沈佳怡', '佳怡'],
  ['韩铁柱', '铁柱'],
  ['杨静姝', '静姝'],
  ['朱宏伟', '宏伟'],
  ['秦小雨', '小雨'],
  ['尤建军', '建军'],
  ['许婷婷', '婷婷'],
  ['何万山', '万山'],
  ['吕思涵', '思涵'],
  ['施海波', '海波'],
  ['张淑芬', '淑芬'],
  ['孔凡星', '凡星'],
  ['曹月娥', '月娥'],
  ['严子墨', '子墨'],
  ['华立新', '立新'],
  ['金善花', '善花'],
  ['魏东升', '东升'],
  ['陶然亭', '陶陶'],
  ['姜丽华', '丽华'],
  ['戚长河', '长河'],
  ['谢小满', '小满'],
  ['邹德才', '德才'],
  ['喻晓彤', '晓彤'],
  ['柏青松', '青松'],
  ['水清浅', '清浅'],
  ['窦文博', '文博'],
  ['章慧敏', '慧敏'],
];

/** District and door for the thirty who live outside: every outside place once, the near ones twice. */
const OUTSIDE_DETAILS: readonly string[] = [
  '安和街虚构小区1号楼402',
  '学府路虚构公寓B座1103',
  '靖宇街虚构里弄6号',
  '友协街虚构家园12栋501',
  '世茂大道虚构花园9栋2701',
  '三合路虚构小区4号楼303',
  '延川大街虚构城7号楼602',
  '承旭街虚构新村3栋201',
  '新华街虚构小区15号楼401',
  '会战大街虚构家园22栋302',
  '人民大街虚构大厦1806',
  '解放路虚构小区8栋503',
  '南京北街虚构公馆2号楼1201',
  '人民路虚构海景苑5栋902',
  '望京虚构西园4区212楼1504',
  '中关村虚构北里6号楼3门501',
  '成都道虚构名居3号楼1602',
  '世纪大道虚构路88弄9号1201',
  '珠江路虚构雅居7栋604',
  '体育西路虚构苑2座1705',
];

const addressOf = (index: number): Omit<AddressFact, 'receiverName' | 'phone'> => {
  const local = COUNTY.homes[index];
  if (local) {
    const village = villageOf(local[0], local[1]);
    return {
      divisionCode: village.code,
      villageCode: village.code,
      regionText: villageAddress(village),
      detail: local[2],
    };
  }
  const outsideIndex = (index - COUNTY.homes.length) % OUTSIDE_PLACES.length;
  const place = must(OUTSIDE_PLACES[outsideIndex], 'a place outside');
  const region = place.provinceName === place.cityName ? place.cityName : `${place.provinceName}${place.cityName}`;
  return {
    divisionCode: place.districtCode,
    villageCode: null,
    regionText: `${region}${place.districtName}`,
    detail: must(OUTSIDE_DETAILS[outsideIndex], 'its street'),
  };
};

/** Forty people who do not exist: ten in the county, twenty in the north-east, ten further off. */
export const consumers: readonly ConsumerFact[] = NAMES.map(([name, nickname], index): ConsumerFact => {
  const number = String(index + 1).padStart(2, '0');
  const phone = fictionalPhone(1000 + index);
  return {
    key: `consumer:${number}`,
    name,
    nickname,
    phone,
    member: index % 3 !== 2,
    openid: `oDEMO-heitu-consumer-${number}`,
    registeredDay: -400 + index * 7,
    address: { receiverName: name, phone, ...addressOf(index) },
  };
});
