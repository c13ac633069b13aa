import { jsonOf } from '@heitu/kit/rules/checked';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { info, measured, type EvidenceFigure } from '@heitu/kit/rules/evidence';
import { z } from '@heitu/kit/rules/validate';
import { ConfigError, type Secrets } from '@heitu/kit/serving/config';
import { KEY_AGE } from '@heitu/standard';

/** A key of the platform: never the key itself. */
export interface KeyInUse {
  /** Whose it is; of a local start, the folder's. */
  process: string;
  /** Its setting, or its file. */
  key: string;
  sinceMs: number;
}

/** What people call the keys that every county has; others go by the name of their setting. */
const KEY_TITLES: Readonly<Record<string, string>> = {
  SIGNING_KEY: '进程签名密钥',
  AUDIT_KEY: '操作记录签名密钥',
  TRACE_SIGNING_KEY: '溯源签名密钥',
  MASTER_KEYS: '个人信息主密钥',
  'audit.pem': '操作记录签名密钥',
  'trace.pem': '溯源签名密钥',
  'master.hex': '个人信息主密钥',
};
const titleOf = ({ key }: KeyInUse): string => KEY_TITLES[key] ?? key;

const SINCE_FILE = 'since.json';
const sinceSchema = z.record(z.string(), z.iso.date());
const LOCAL_KEY = /^(?!.*\.pub\.pem$).*\.(pem|hex)$/;

/** As the one says who made the keys (`./run install`); of a local start, since its files are there. */
export function keysInUse(secrets: Secrets): KeyInUse[] {
  const told = secrets.kept('KEYS_SINCE', SINCE_FILE);
  if (told === undefined)
    return Object.entries(secrets.made()).flatMap(([key, sinceMs]) =>
      LOCAL_KEY.test(key) ? [{ process: 'local', key, sinceMs }] : [],
    );
  let days: z.output<typeof sinceSchema>;
  try {
    days = jsonOf(sinceSchema, told);
  } catch {
    throw new ConfigError('KEYS_SINCE: not JSON of {"process KEY": day}');
  }
  return Object.entries(days).map(([id, day]) => {
    const [process = '', key = ''] = id.split(' ');
    return { process, key, sinceMs: Date.parse(day) };
  });
}

/** How old each kind is by its oldest, and that none is older than it may be (11.5.df). */
export function keyAges(keys: readonly KeyInUse[], nowMs: number): EvidenceFigure[] {
  if (keys.length === 0) return [measured.present('知道启用日期的密钥', 0, '把')];
  const daysOf = ({ sinceMs }: KeyInUse) => Math.max(0, Math.floor((nowMs - sinceMs) / DAY_MS));
  const kinds = [...Map.groupBy(keys, titleOf)];
  return [
    measured.eachOf(
      `启用没有超过${KEY_AGE.daysMax}天的密钥`,
      keys,
      (key) => daysOf(key) <= KEY_AGE.daysMax,
      '把',
      (key) => ({
        ref: `Key:${key.process} ${key.key}`,
        text: `${key.process}的${titleOf(key)}，已用${daysOf(key)}天`,
      }),
    ),
    ...kinds.map(([title, ofKind]) => info(`${title}已用`, Math.max(...ofKind.map(daysOf)), '天')),
  ];
}
