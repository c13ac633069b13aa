import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonOf } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';
import { ROOT } from './settings.ts';

/** What pnpm knows of the packages that are installed, by licence. */
const byLicence = z.record(
  z.string(),
  z.array(z.object({ name: z.string(), versions: z.array(z.string()), license: z.string() })),
);
/** A licence's own id, or an expression of several. */
const licenceOf = (licence: string): object =>
  /[ ()]/.test(licence)
    ? { expression: licence }
    : { license: /^[\w.+-]+$/.test(licence) ? { id: licence } : { name: licence } };
const purlOf = (name: string, version: string): string =>
  `pkg:npm/${name.replace('@', '%40')}@${encodeURIComponent(version)}`;

/** What runs in production is made of these, as CycloneDX 1.6; without what only builds and tests. */
export function sbom(): string {
  const listed = spawnSync('pnpm', ['licenses', 'list', '--json', '--prod'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (listed.status !== 0) throw new Error(`pnpm licenses list: ${listed.stdout}${listed.stderr}`);
  const packages = Object.values(jsonOf(byLicence, listed.stdout)).flat();
  const components = packages.flatMap(({ name, versions, license }) =>
    versions.map((version) => {
      const purl = purlOf(name, version);
      return { type: 'library', 'bom-ref': purl, name, version, purl, licenses: [licenceOf(license)] };
    }),
  );
  const own = jsonOf(z.object({ version: z.string() }), readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name: 'heitu', version: own.version, 'bom-ref': 'heitu' } },
    components: components.toSorted((a, b) => (a.purl < b.purl ? -1 : 1)),
  };
  return JSON.stringify(bom, null, 2);
}
