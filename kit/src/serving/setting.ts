/** An environment variable that a program of ours reads. docs/SETTINGS.md is made of them (tools/src/settings.ts). */
export interface Setting {
  name: string;
  /** What holds where the variable is not set; empty: nothing does. */
  default: string;
  /** What it does. The first sentence also tells an operator what is missing or wrong at a start. */
  meaning: string;
  /** Where a county's own people fill it in: what it is, for them. `./run install` leaves its line empty. */
  fill?: string;
  /** When a start with NODE_ENV=production ends without it; left out: never. */
  requiredInProduction?: string;
}

/** Settings that the same programs read. */
export interface SettingGroup {
  /** Who reads them, as a heading. */
  title: string;
  settings: readonly Setting[];
}

/** The first sentence of what a setting does, for a list of what is wrong. */
export function briefly(settings: readonly Setting[], name: string): string {
  const meaning = settings.find((setting) => setting.name === name)?.meaning ?? '';
  return meaning.split(/\.(?:\s|$)/)[0] ?? '';
}
