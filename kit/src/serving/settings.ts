import {
  ConfigError,
  sandboxSettings,
  type Environment,
  type KeySetting,
  type ProcessConfig,
  type SettingProblem,
} from './config.ts';
import type { Manifest } from './subgraph.ts';

/** Nothing is set by an empty line of an env file. */
export const given = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));

/** What a subgraph is configured by: its environment, and what the sandbox says where it is on. */
export const settingsOf = (config: ProcessConfig, env: Environment): Environment => ({
  ...sandboxSettings(config),
  ...given(env),
  PUBLIC_URL: config.publicUrl,
  DATA_DIR: config.dataDir,
  SANDBOX: config.sandbox ? '1' : '0',
});

interface Wanted {
  keys: readonly KeySetting[];
  others?: readonly SettingProblem[];
}

/** Everything that keeps these subgraphs from starting, found without opening or writing anything. */
export function settingProblemsOf(
  manifests: readonly Manifest[],
  config: ProcessConfig,
  env: Environment,
  wanted: Wanted,
): SettingProblem[] {
  const settings = settingsOf(config, env);
  return [
    ...config.keyProblems(wanted.keys),
    ...manifests.flatMap(({ settingProblems }) => settingProblems?.(settings) ?? []),
    ...(wanted.others ?? []),
  ];
}

/**
 * Throws a ConfigError that names all of it, before anything is opened or written: a start that fails half-way would
 * leave databases whose keys the next start does not know.
 */
export function assertConfigured(
  manifests: readonly Manifest[],
  config: ProcessConfig,
  env: Environment,
  wanted: Wanted,
): void {
  const problems = settingProblemsOf(manifests, config, env, wanted);
  if (problems.length === 0) return;
  const width = Math.max(...problems.map(({ name }) => name.length));
  const lines = problems.map(({ name, text }) => `  ${name.padEnd(width)}  ${text}`);
  throw new ConfigError(`these settings are missing or wrong (docs/SETTINGS.md):\n${lines.join('\n')}`);
}
