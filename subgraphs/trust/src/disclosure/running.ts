import { readFileSync } from 'node:fs';

/** Something that the platform runs on, as it says of itself. */
export interface Running {
  product: string;
  version: string;
}

/** `VERSION_ID="13"` */
const told = (text: string, name: string): string | undefined =>
  new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(text)?.[1];

/** What the operating system of this process' machine says of itself (os-release); null where it says nothing. */
export function systemIn(file: string): Running | null {
  try {
    const text = readFileSync(file, 'utf8');
    const product = told(text, 'ID');
    return product ? { product, version: told(text, 'VERSION_ID') ?? '' } : null;
  } catch {
    return null;
  }
}
