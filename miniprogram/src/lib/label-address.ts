/** What the address in the code of a bag holds. (How it is made: subgraphs/catalog/src/label/statement.ts.) */
export interface LabelAddress {
  code: string;
  serial: number;
  /** As it was signed. */
  path: string;
  digits: string;
}
const LINK = /\/01\/\d{14}\/10\/([0-9A-Za-z-]{4,20})\/21\/([1-9]\d{0,6})(?=\/?\?)/;
const SHORT = /\/t\/([0-9A-Za-z-]{4,40})\/([1-9]\d{0,6})(?=\/?\?)/;
const STATEMENT = /[?&]s=(\d+)(?:[&#]|$)/;

/** The address in a label's code, wherever it leads; null where it has no statement. */
export function labelIn(text: string): LabelAddress | null {
  const address = text.trim();
  const [path, code, serial] = LINK.exec(address) ?? SHORT.exec(address) ?? [];
  const [, digits] = STATEMENT.exec(address) ?? [];
  return path && code && serial && digits ? { code, serial: Number(serial), path, digits } : null;
}
/** The same as an address: what one page hands on to the next. */
export const addressOf = ({ path, digits }: LabelAddress): string => `${path}?s=${digits}`;
