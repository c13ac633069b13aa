import type { SettingGroup } from '@heitu/kit/serving/setting';

export const CATALOG_SETTINGS = {
  title: 'catalog',
  settings: [
    {
      name: 'TRACE_SIGNING_KEY',
      default: 'generated under DATA_DIR/keys',
      meaning: 'The Ed25519 private key (PEM) that seals the trace chains.',
      requiredInProduction: 'always',
    },
    {
      name: 'TRACE_KEY_HANDOVERS',
      default: 'DATA_DIR/keys/trace.handovers.json',
      meaning:
        'How each trace key handed over to the next, as `./run trace-key replace` writes it. Phones follow it ([运维手册](zh/运维手册.md)).',
    },
  ],
} as const satisfies SettingGroup;
