import type { SettingGroup } from '@heitu/kit/serving/setting';

/** What our own commands read besides the processes that they start. */
export const COMMAND_SETTINGS = {
  title: '`./run start`, `seed`, `conformance`, `pictures` and `test`',
  settings: [
    {
      name: 'SANDBOX_PORT',
      default: 'PORT + 100',
      meaning: 'The port at which `./run start` lets the simulated world listen.',
    },
    {
      name: 'COUNTY',
      default: 'the first that has a file',
      meaning:
        'The code of the demo county: one that has a file in sandbox/county/counties. On SQLite, another is set aside.',
    },
    {
      name: 'HEITU_TOKEN',
      default: 'a sign-in of the demo county',
      meaning: 'The token of a session of an administrator or a regulator, with which `./run conformance` asks.',
    },
    { name: 'NO_CLIENTS', default: '', meaning: '`1`: `./run start` builds no pages.' },
    {
      name: 'CHROMIUM',
      default: 'the one of the system, which is installed where it is missing',
      meaning: 'The program of the browser in which pages are tried and pictures are taken.',
    },
    {
      name: 'TURN',
      default: 'that of the day in China, by turns',
      meaning: '`0` to `5`: which sixth of what takes long `./run test` plays (tools/src/turns.ts).',
    },
  ],
} as const satisfies SettingGroup;

/** What the builds of the pages read: it stands in what they make. */
export const CLIENT_SETTINGS = {
  title: 'The builds of the pages',
  settings: [
    {
      name: 'HEITU_API',
      default: 'http://127.0.0.1:4000',
      meaning: 'The address of the platform that the mini-program asks.',
    },
    {
      name: 'HEITU_TRACE_KEY',
      default: '',
      meaning:
        'The public trace key (PEM) that a mini-program believes from the first. It is needed after a trace key was lost ([运维手册](zh/运维手册.md)).',
    },
    {
      name: 'HEITU_URL',
      default: 'http://127.0.0.1:4000',
      meaning: "The platform that the admin's development server passes requests on to.",
    },
  ],
} as const satisfies SettingGroup;
