import { existsSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { jsonOf } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';
import { ConfigError } from '@heitu/kit/serving/config';
import { readEnvFile, type Values } from './env-file.ts';
import { ALONE, type Plan } from './plan.ts';

const planSchema = z.object({
  site: z.string().regex(/^[a-z0-9.-]+$/, '域名只能有小写字母、数字、点和减号'),
  hosts: z
    .array(z.ipv4('机器地址要写 IPv4'))
    .refine((hosts) => [1, 3].includes(hosts.length), '机器要么一台，要么三台'),
  here: z.ipv4(),
  shared: z.ipv4().optional(),
  card: z.string().optional(),
});
export interface Asked {
  root?: string;
  site?: string;
  hosts?: string;
  here?: string;
  shared?: string;
}

export const kept = <V extends z.ZodType>(file: string, schema: V): z.output<V> | undefined =>
  existsSync(file) ? jsonOf(schema, readFileSync(file, 'utf8')) : undefined;
const cardOf = (address: string): string | undefined =>
  Object.entries(networkInterfaces()).find(([, rows]) => rows?.some((row) => row.address === address))?.[0];

/** What was asked for now, or an earlier time. */
export function planOf(folder: string, { site, hosts, here, shared }: Asked): Plan {
  const before = kept(join(folder, 'plan.json'), planSchema);
  const addresses = hosts?.split(',') ?? before?.hosts ?? [ALONE];
  const own = here ?? before?.here ?? (addresses.length === 1 ? addresses[0] : addresses.find(cardOf));
  const parsed = planSchema.safeParse({
    site: site ?? before?.site,
    hosts: addresses,
    here: own,
    shared: shared ?? before?.shared,
    card: own && cardOf(own),
  });
  if (!parsed.success || !parsed.data.hosts.includes(parsed.data.here)) {
    const why = parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('；');
    throw new ConfigError(
      `要写 --site 域名；三台机器还要写 --hosts 甲,乙,丙 --here 本机（${why ?? '本机不在 --hosts 里'}）`,
    );
  }
  return parsed.data;
}

/** What stands in these env files, the later before the earlier. */
export const envOf = (folder: string, files: readonly string[]): Values =>
  Object.fromEntries(
    files.flatMap((file) => {
      const path = join(folder, `${file}.env`);
      return existsSync(path) ? Object.entries(readEnvFile(readFileSync(path, 'utf8'))) : [];
    }),
  );
