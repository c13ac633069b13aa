import {
  ConfigError,
  sandboxSettings,
  type Environment,
  type KeySetting,
  type ProcessConfig,
  type SettingProblem,
} from './config.ts';
import type { Manifest } from './subgraph.ts';

/** What a subgraph is configured by: its environment, and what the sandbox says where it is on. */
export const settingsOf = (config: ProcessConfig, env: Environment): Environment => ({
  ...sandboxSettings(config),
  ...env,
  PUBLIC_URL: config.publicUrl,
  DATA_DIR: config.dataDir,
  SANDBOX: config.sandbox ? '1' : '0',
});

/**
 * Throws a ConfigError that names everything which keeps these subgraphs from starting, before anything is opened or
 * written: a start that fails half-way would leave databases whose keys the next start does not know.
 */
export function assertConfigured(
  manifests: readonly Manifest[],
  config: ProcessConfig,
  env: Environment,
  wanted: { keys: readonly KeySetting[]; others?: readonly SettingProblem[] },
): void {
  const settings = settingsOf(config, env);
  const problems = [
    ...config.keyProblems(wanted.keys),
    ...manifests.flatMap(({ settingProblems }) => settingProblems?.(settings) ?? []),
    ...(wanted.others ?? []),
  ];
  if (problems.length === 0) return;
  const width = Math.max(...problems.map(({ name }) => name.length));
  const lines = problems.map(({ name, text }) => `  ${name.padEnd(width)}  ${text}`);
  throw new ConfigError(`these settings are missing or wrong (docs/SETTINGS.md):\n${lines.join('\n')}`);
}
