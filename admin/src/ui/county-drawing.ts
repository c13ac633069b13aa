import { useEffect, useState } from 'react';

interface Drawn {
  outline: string;
  x: number;
  y: number;
}
/** Of each township, by its code, the outline and where its name stands; and the water. */
export interface CountyDrawing {
  box: string;
  water: string;
  townships: Readonly<Record<string, Drawn>>;
}

/** look/counties/<code>.svg: each is fetched where it is looked at. */
const DRAWINGS = import.meta.glob<string>('../../../look/counties/*.svg', { query: '?raw', import: 'default' });
const OF_COUNTY = new Map(
  Object.entries(DRAWINGS).map(([file, load]) => [/(\d+)\.svg$/.exec(file)?.[1] ?? file, load] as const),
);
export const COUNTIES_DRAWN = [...OF_COUNTY.keys()];
const COUNTY_DIGITS = 6;

function read(svg: string): CountyDrawing {
  const drawn = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const of = (selector: string, name: string): string => drawn.querySelector(selector)?.getAttribute(name) ?? '';
  const codes = [...drawn.querySelectorAll('path[id^="t"]')].map(({ id }) => id.slice(1));
  return {
    box: of('svg', 'viewBox'),
    water: of('#water', 'd'),
    townships: Object.fromEntries(
      codes.map((code) => [
        code,
        { outline: of(`#t${code}`, 'd'), x: Number(of(`#c${code}`, 'cx')), y: Number(of(`#c${code}`, 'cy')) },
      ]),
    ),
  };
}

/** The drawing of the county that a division lies in: undefined until it is there, null where nobody has drawn it. */
export function useCountyDrawing(divisionCode: string | undefined): CountyDrawing | null | undefined {
  const [drawing, setDrawing] = useState<CountyDrawing>();
  const county = divisionCode?.slice(0, COUNTY_DIGITS) ?? '';
  const load = OF_COUNTY.get(county);
  useEffect(() => {
    let isHere = true;
    void load?.().then((svg) => isHere && setDrawing(read(svg)));
    return () => void (isHere = false);
  }, [load]);
  return load ? drawing : null;
}
