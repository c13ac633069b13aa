import { existsSync, readFileSync } from 'node:fs';
import { COUNTY } from './county.ts';
import { villages } from './places.ts';

interface Drawn {
  x: number;
  y: number;
}
const numbers = (text: string): number[] => [...text.matchAll(/[\d.]+/g)].map(([one]) => Number(one));

/** Of each township, where its name stands, as a part of the drawing's width and height; none without a drawing. */
function townshipsDrawn(): ReadonlyMap<string, Drawn> {
  const file = new URL(`../../look/counties/${COUNTY.code}.svg`, import.meta.url);
  if (!existsSync(file)) return new Map();
  const drawing = readFileSync(file, 'utf8');
  const outline = [...drawing.matchAll(/ id="t\d+" d="([^"]+)"/g)].flatMap(([, path = '']) => numbers(path));
  const across = (side: number) => {
    const all = outline.filter((_, i) => i % 2 === side);
    const from = Math.min(...all);
    return (at: number): number => (at - from) / (Math.max(...all) - from);
  };
  const [x, y] = [across(0), across(1)];
  const names = drawing.matchAll(/ id="c(\d+)" cx="([\d.]+)" cy="([\d.]+)"/g);
  return new Map([...names].map(([, code = '', cx, cy]) => [code, { x: x(Number(cx)), y: y(Number(cy)) }]));
}

/** The villages of a township lie around its name: each at the golden angle from the last, evenly spread. */
const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const APART = 0.008;
const around = ({ x, y }: Drawn, i: number): Drawn => ({
  x: x + APART * Math.sqrt(i) * Math.cos(i * GOLDEN),
  y: y + APART * Math.sqrt(i) * Math.sin(i * GOLDEN),
});
const rounded = (degrees: number): number => Math.round(degrees * 10_000) / 10_000;

/**
 * Where the county's villages are, in degrees: read off our own drawing, so some ten kilometres wrong. They are there
 * to be looked at; a county enters its own.
 */
export function villagePoints(): ReadonlyMap<string, { latitude: number; longitude: number }> {
  const drawn = townshipsDrawn();
  const { north, south, west, east } = COUNTY.edges;
  const counts = new Map<string, number>();
  const points = new Map<string, { latitude: number; longitude: number }>();
  for (const { code, townshipCode } of villages()) {
    const township = drawn.get(townshipCode);
    if (!township) continue;
    const i = counts.get(townshipCode) ?? 0;
    counts.set(townshipCode, i + 1);
    const { x, y } = around(township, i);
    points.set(code, {
      latitude: rounded(north - y * (north - south)),
      longitude: rounded(west + x * (east - west)),
    });
  }
  return points;
}
