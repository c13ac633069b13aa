import autumn from '@/assets/scenes/autumn.svg';
import meadow from '@/assets/scenes/meadow.svg';
import winter from '@/assets/scenes/winter.svg';

export const SCENES = { winter, meadow, autumn } as const;
type Scene = keyof typeof SCENES;

/** How the county's fields look by the month: snow from November to March, harvest in September and October. */
const OF_MONTH: readonly Scene[] = [
  'winter',
  'winter',
  'winter',
  'meadow',
  'meadow',
  'meadow',
  'meadow',
  'meadow',
  'autumn',
  'autumn',
  'winter',
  'winter',
];
/** `day`: 2026-11-28. */
export const sceneOf = (day: string): Scene => OF_MONTH[Number(day.slice(5, 7)) - 1] ?? 'meadow';
