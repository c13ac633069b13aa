import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** What the demo needs a place for: each county says which of its villages that is. */
const PLACES = [
  'office',
  'coldPark',
  'expressPark',
  'coldShop',
  'slaughter',
  'station',
  'paddies',
  'berries',
  'corn',
  'potatoes',
  'grainStore',
  'riceMill',
  'grainMill',
  'soybeans',
  'millet',
  'mungBeans',
  'redBeans',
  'fungus',
  'forest',
  'apiary',
  'honeyShop',
  'roaster',
  'dough',
  'geese',
  'pickles',
  'farm',
] as const;
export type PlaceKey = (typeof PLACES)[number];

const text = z.string().min(1);
const degrees = z.number().positive();
/** counties/<code>.json: all that names a county, and nothing else does. */
const countyData = z.strictObject({
  code: z.string().regex(/^\d{6}$/),
  name: text,
  shortName: text,
  cityName: text,
  provinceName: text,
  /** In the numbers of what its enterprises file. */
  initials: text,
  /** How its number plates begin, and in what its transport licences are counted. */
  plate: text,
  licenceWord: text,
  /** Its outermost degrees: by them our drawing is laid on the map. */
  edges: z.strictObject({ north: degrees, south: degrees, west: degrees, east: degrees }),
  /** The township of its offices. */
  seat: text,
  /** Where its rice gets water; the land and the hills, as its people call them. */
  water: text,
  paddies: text,
  paddySide: text,
  mountain: text,
  forest: text,
  rice: z.strictObject({
    name: text,
    pinyin: text,
    variety: text,
    called: text,
    searchWords: z.array(text),
    standard: z.strictObject({ number: text, title: text }),
    mark: text,
  }),
  places: z.record(z.enum(PLACES), z.tuple([text, text])),
  /** Townships whose villages are served through rural stations (8.1.2.as). */
  remoteTownships: z.array(text),
  /** Where the buyers live who are of the county: township, village, door. */
  homes: z.array(z.tuple([text, text, text])).length(10),
});

const FOLDER = new URL('./counties/', import.meta.url);
/** The codes of the counties that have a file. */
export const COUNTIES = readdirSync(FOLDER)
  .map((file) => file.slice(0, -'.json'.length))
  .toSorted();
export function readCounty(code: string): z.infer<typeof countyData> {
  if (!COUNTIES.includes(code)) throw new Error(`COUNTY=${code}: the demo has ${COUNTIES.join(', ')}`);
  return countyData.parse(JSON.parse(readFileSync(new URL(`${code}.json`, FOLDER), 'utf8')));
}

/** The county of the demo: the first there is, or the one that is asked for. */
export const COUNTY = readCounty(process.env['COUNTY'] ?? COUNTIES[0] ?? '');
