import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { sbom } from './sbom.ts';

it('./run sbom: names each package that runs once, with a licence, and every direct one of ours', () => {
  const { components }: { components: { name: string; version: string; purl: string; licenses: object[] }[] } =
    JSON.parse(sbom());
  const purls = components.map(({ purl }) => purl);
  expect(new Set(purls).size).toBe(purls.length);
  expect(components.filter(({ licenses }) => licenses.length === 0)).toEqual([]);
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const names = new Set(components.map(({ name }) => name));
  const missing = Object.keys(dependencies).filter((name) => !name.startsWith('@heitu/') && !names.has(name));
  expect(missing).toEqual([]);
  // What only builds or tests is no part of it.
  expect([names.has('jest'), Object.keys(devDependencies).includes('jest')]).toEqual([false, true]);
  expect(purls).toContain(`pkg:npm/%40mikro-orm/core@${dependencies['@mikro-orm/core']}`);
});
