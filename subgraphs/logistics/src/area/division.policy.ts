import { z } from '@heitu/kit/rules/validate';

/** Lengths of a division's code: province, city, county, township, village. */
export const DIVISION_LENGTHS = [2, 4, 6, 9, 12] as const;
const CODE = z.string().regex(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/, '地区编码应为2、4、6、9或12位数字');
export const divisionCode = () => CODE;
export const isDivisionCode = (code: string): boolean => CODE.safeParse(code).success;
/** The division itself and all that hold it, the longest first. */
export const prefixesOf = (code: string): string[] =>
  DIVISION_LENGTHS.filter((length) => length <= code.length)
    .map((length) => code.slice(0, length))
    .reverse();
/** The area that decides for this place: the longest that holds it. */
export const longestMatch = <Area extends { divisionCode: string }>(
  areas: readonly Area[],
  code: string,
): Area | null =>
  areas
    .filter((area) => code.startsWith(area.divisionCode))
    .reduce<Area | null>(
      (best, area) => (best && best.divisionCode.length >= area.divisionCode.length ? best : area),
      null,
    );
/** The six digits of the county, of any code within one. */
export const countyOf = (code: string): string => code.slice(0, DIVISION_LENGTHS[2]);
