import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CONFIG_TABLE } from '@heitu/kit/serving/config';
import { FRONT_CONFIG_TABLE } from '@heitu/gateway/front/front.config';
import { BACKUP_CONFIG_TABLE } from './backup/backup.config.ts';

describe('README', () => {
  const readme = readFileSync('README.md', 'utf8');
  it.each([...CONFIG_TABLE, ...FRONT_CONFIG_TABLE, ...BACKUP_CONFIG_TABLE].map((row) => [row.name, row] as const))(
    'shows %s as the processes understand it',
    (_name, row) => {
      expect(readme).toContain(`| \`${row.name}\` | ${row.standard} | ${row.meaning} |`);
    },
  );
});
