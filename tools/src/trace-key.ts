import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '@heitu/kit/rules/checked';
import {
  keyIdOf,
  publicPemOf,
  signHandover,
  TRACE_HANDOVERS,
  TRACE_KEY,
  traceKeysOf,
  type Handover,
  type SignedHandover,
} from '@heitu/catalog';
import { ConfigError, readConfig, type Environment, type ProcessConfig } from '@heitu/kit/serving/config';
import { generateSigningKey, publicKeysOf } from '@heitu/kit/messages/signing';
import { EX_USAGE, usageOf } from './command-line.ts';
import { say } from './progress.ts';

const tell = (line: string): void => void process.stdout.write(`${line}\n`);
interface Asked {
  leakedSinceMs?: number;
  lostFile?: string;
  out?: string;
}
/** What was asked for; null where it cannot be meant so. */
function askedBy(given: { 'leaked-since'?: string; lost?: string; out?: string }): Asked | null {
  const { 'leaked-since': leakedSince, lost, out } = given;
  if (leakedSince !== undefined && lost !== undefined) return null;
  const leakedSinceMs = leakedSince === undefined ? undefined : Date.parse(leakedSince);
  return Number.isNaN(leakedSinceMs) ? null : { leakedSinceMs, lostFile: lost, out };
}

function formerKey(config: ProcessConfig, { lostFile }: Asked): { publicPem: string; privatePem: string | null } {
  if (lostFile !== undefined) {
    const [key] = existsSync(lostFile) ? publicKeysOf(readFileSync(lostFile, 'utf8')) : [];
    if (!key)
      throw new ConfigError(
        `${lostFile}: no public key in PEM (GET /edges/catalog/trace-key answers it as publicKeyPem)`,
      );
    return { publicPem: key.export({ type: 'spki', format: 'pem' }).toString(), privatePem: null };
  }
  const privatePem = config.kept(TRACE_KEY.variable, TRACE_KEY.file);
  if (!privatePem)
    throw new ConfigError(
      `${TRACE_KEY.variable}: there is no key that could hand over; where it was lost: --lost PUBLIC.pem`,
    );
  return { publicPem: publicPemOf(privatePem), privatePem };
}

function handOver(config: ProcessConfig, asked: Asked, newPem: string): SignedHandover[] {
  const former = formerKey(config, asked);
  const nowMs = config.clock.now();
  const given = config.kept(TRACE_HANDOVERS.variable, TRACE_HANDOVERS.file);
  // Read as the platform reads them: a list that is wrong already is told before it grows.
  traceKeysOf(former.publicPem, given);
  const reason: Handover['reason'] =
    former.privatePem === null ? 'lost' : asked.leakedSinceMs === undefined ? 'replaced' : 'leaked';
  const formerUntilMs = asked.leakedSinceMs ?? nowMs;
  if (formerUntilMs > nowMs) throw new ConfigError('--leaked-since: that is still to come');
  const signed = signHandover(
    { formerKey: former.publicPem, newKey: publicPemOf(newPem), atMs: nowMs, formerUntilMs, reason },
    { former: former.privatePem, next: newPem },
  );
  return [...(given ? (JSON.parse(given) as SignedHandover[]) : []), signed];
}

/** Puts a file in its place in one step; what was there stays beside it. */
function put(path: string, text: string, aside: string | null): void {
  const draft = `${path}.new`;
  writeFileSync(draft, text, { mode: 0o600 });
  if (aside && existsSync(path)) renameSync(path, aside);
  renameSync(draft, path);
}

/**
 * `./run trace-key replace`: makes a trace key that takes the place of the one in use, by a hand-over that this one
 * signs. The platform is stopped meanwhile.
 */
export function traceKey(given: Parameters<typeof askedBy>[0], env: Environment): number {
  const asked = askedBy(given);
  if (!asked) {
    say(usageOf('trace-key replace'));
    return EX_USAGE;
  }
  const config = readConfig('catalog', env);
  const isLocal = !env[TRACE_KEY.variable] && !config.isProduction;
  if (!isLocal && asked.out === undefined)
    throw new ConfigError('--out FILE: where the new private key goes; the environment is yours to change');
  const { privatePem } = generateSigningKey();
  const handovers = JSON.stringify(handOver(config, asked, privatePem));
  const keys = join(config.dataDir, 'keys');
  mkdirSync(keys, { recursive: true });
  if (isLocal && asked.out === undefined) {
    // The hand-overs first: without them the new key would be a stranger's.
    put(join(keys, TRACE_HANDOVERS.file), handovers, null);
    put(join(keys, TRACE_KEY.file), privatePem, join(keys, `trace.until-${config.clock.now()}.pem`));
    tell(`${join(keys, TRACE_KEY.file)} is now key ${keyIdOf(publicPemOf(privatePem))}; start the platform again`);
    return 0;
  }
  const out = must(asked.out, 'where the key goes');
  if (existsSync(out)) throw new ConfigError(`${out}: there is a file already`);
  writeFileSync(out, privatePem, { mode: 0o600 });
  say(`${TRACE_KEY.variable}: what is in ${asked.out} (key ${keyIdOf(publicPemOf(privatePem))})`);
  say(`${TRACE_HANDOVERS.variable}:`);
  tell(handovers);
  return 0;
}
