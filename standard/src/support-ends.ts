/** What the platform runs on, whose makers say until when they mend a release line (11.4.1, 11.4.2, 11.4.3). */
export const SUPPORTED_PRODUCTS = {
  debian: 'Debian',
  node: 'Node.js',
  mariadb: 'MariaDB',
  mysql: 'MySQL',
  sqlite: 'SQLite',
} as const;
export type SupportedProduct = keyof typeof SUPPORTED_PRODUCTS;

export interface SupportEnd {
  product: SupportedProduct;
  /** As its version begins: `11.8` of 11.8.3. */
  line: string;
  /** The last day. */
  until: string;
  /** Where its makers say so. */
  source: string;
  lookedUpOn: string;
  /** What could not be confirmed: such an end says nothing for or against. */
  doubt?: string;
}

const NODE = { product: 'node', source: 'https://github.com/nodejs/Release', lookedUpOn: '2026-12-02' } as const;
const DEBIAN = { product: 'debian', source: 'https://wiki.debian.org/LTS', lookedUpOn: '2026-12-02' } as const;
const MARIADB = {
  product: 'mariadb',
  source: 'https://mariadb.org/about/#maintenance-policy',
  lookedUpOn: '2026-12-02',
} as const;

/**
 * Read on the day that each row says: Node's in the schedule of its release group; Debian's (with its long-term
 * support) and MariaDB's (the community's) in two collections of such dates that agree, not on their makers' own pages.
 * A line that is not here is one of which nobody has looked: it counts for nothing.
 */
export const SUPPORT_ENDS: readonly SupportEnd[] = [
  { ...NODE, line: '22', until: '2027-04-30' },
  { ...NODE, line: '24', until: '2028-04-30' },
  { ...NODE, line: '26', until: '2029-04-30' },
  { ...DEBIAN, line: '12', until: '2028-06-30' },
  { ...DEBIAN, line: '13', until: '2030-06-30' },
  { ...MARIADB, line: '10.6', until: '2026-07-06' },
  { ...MARIADB, line: '10.11', until: '2028-02-16' },
  { ...MARIADB, line: '11.4', until: '2029-05-29' },
  { ...MARIADB, line: '11.8', until: '2028-06-04' },
  { ...MARIADB, line: '12.3', until: '2029-06-30', doubt: '只有一处资料这样写，没有和 MariaDB 基金会的页面核对' },
  {
    product: 'mysql',
    line: '8.4',
    until: '2029-04-30',
    source: 'https://www.oracle.com/us/support/library/lifetime-support-technology-069183.pdf',
    lookedUpOn: '2026-12-02',
    doubt: '是标准支持的最后一天，付费的延长支持到2032年；没有和 Oracle 的文件核对',
  },
  {
    product: 'sqlite',
    line: '3',
    until: '2050-12-31',
    source: 'https://www.sqlite.org/lts.html',
    lookedUpOn: '2026-12-02',
  },
];

/** The end of the line that a version is of; undefined where nobody has looked it up. */
export const supportEndOf = (product: string, version: string): SupportEnd | undefined =>
  SUPPORT_ENDS.find((end) => end.product === product && (version === end.line || version.startsWith(`${end.line}.`)));
