/** An option as node:util's parseArgs takes it, and how people read it. */
export interface Option {
  type: 'string' | 'boolean';
  multiple?: boolean;
  /** What stands for its value where the command is printed. */
  value?: string;
  /** What its value must look like. */
  form?: RegExp;
}

export interface Command {
  does: string;
  /** What follows it, as people read it, and how many words that may be. */
  words?: { shown: string; min: number; max: number };
  options: Readonly<Record<string, Option>>;
  /** All that follows it belongs to another program. */
  isHandedOn?: boolean;
}

const FLAG = { type: 'boolean' } as const;
const text = <const Value extends string>(value: Value) => ({ type: 'string', value }) as const;
const COUNT = { type: 'string', value: 'N', form: /^[1-9]\d{0,14}$/ } as const;
const NUMBER = { type: 'string', value: 'N', form: /^\d{1,15}$/ } as const;
const NONE = {} as const;
const CHECK = { check: FLAG } as const;
const oneWord = <const Shown extends string>(shown: Shown) => ({ shown, min: 1, max: 1 });

/** Every command of `./run`, and what may follow it: the help is printed from this, and parseArgs reads by it. */
export const COMMANDS = {
  start: { does: 'the platform, the demo county and the sandbox, on SQLite under ./data', options: NONE },
  build: {
    does: "the mini-program for WeChat's developer tools, its pages for a browser, the admin and public pages",
    words: { shown: 'weapp|h5|admin|all', min: 1, max: Infinity },
    options: { 'no-types': FLAG },
  },
  dev: { does: 'like start, anew whenever a source file changes', options: NONE },
  journey: {
    does: 'drives a running platform through its whole path; with GATEWAY=heitu|apollo and no --url, one of its own',
    options: { url: text('URL'), sandbox: text('URL'), until: COUNT, planted: text('FILE') },
  },
  test: {
    does: 'checks and tests, on SQLite and a MariaDB of its own; of what takes long a third, with --whole all',
    words: { shown: '[jest arguments]', min: 0, max: Infinity },
    options: { whole: FLAG },
    isHandedOn: true,
  },
  'bench hot': {
    does: 'more buyers than goods: exactness and speed, on a MariaDB of its own',
    options: { json: FLAG, orders: COUNT, only: text('16,64'), profile: text('DIR') },
  },
  'bench pages': {
    does: 'what a page costs, beside the least that this machine can do',
    options: { json: FLAG, products: COUNT, orders: COUNT, only: text('list'), profile: text('DIR') },
  },
  'bench purchase': {
    does: 'what a purchase costs, beside the least that this machine can do',
    options: { json: FLAG, products: COUNT, orders: COUNT, only: text('list'), profile: text('DIR') },
  },
  'bench soak': {
    does: 'a crowd that comes whether it is answered or not, then twice as many: who is answered, who is refused',
    options: { json: FLAG, rate: COUNT, seconds: COUNT },
  },
  'bench years': {
    does: 'which page or job reads more in a county of years than in one of a month',
    options: { json: FLAG, years: COUNT, orders: COUNT },
  },
  'bench readings': {
    does: 'pushes of 1 and of 500 readings, judged as they come, beside rows that are only stored',
    options: { json: FLAG },
  },
  'bench gateway': {
    does: 'CPU of our gateway beside the stock one, over the same subgraphs',
    options: { json: FLAG, rounds: COUNT },
  },
  'bench memory': {
    does: 'many different operations again and again: memory must stay flat',
    options: { json: FLAG, requests: COUNT, operations: COUNT },
  },
  'bench phone': {
    does: "when the first page's list stands on an old phone with 4G, and how smoothly five hundred products scroll",
    options: { json: FLAG },
  },
  'bench trace': {
    does: 'of ten thousand lots, what one was made from and into, each within a second; recalls of up to thousands',
    options: { json: FLAG, lots: COUNT, mariadb: FLAG },
  },
  faults: {
    does: 'kills real processes and the database while people trade, then compares all books, on a MariaDB of its own',
    options: { kills: NUMBER, hangs: NUMBER, seed: NUMBER, json: FLAG },
  },
  cluster: {
    does: 'three machines as install makes them, in namespaces of this one: each part is broken while people trade',
    options: { only: text('NAME,NAME'), seconds: COUNT, seed: NUMBER, from: text('COMMIT'), json: FLAG },
  },
  simulate: {
    does: 'a county under one seed: crashes, lost and repeated messages, and every invariant',
    options: {
      seed: NUMBER,
      steps: COUNT,
      plant: text('NAME'),
      silence: FLAG,
      seeds: { type: 'string', value: 'N,N', form: /^\d+(,\d+)*$/ },
      trace: FLAG,
      errors: FLAG,
      json: FLAG,
    },
  },
  mutants: {
    does: "changes a room's rules one by one, and says which change none of its specs notices",
    words: { shown: '[room]', min: 0, max: 1 },
    options: { only: text('PATH'), spec: text('PATH'), json: FLAG },
  },
  'audit verify': {
    does: 'checks the audit chain from link N on, and against a published head that somebody kept',
    options: {
      from: COUNT,
      anchor: { type: 'string', multiple: true, value: 'SEQUENCE:HASH', form: /^[1-9]\d{0,14}:[0-9a-f]{64}$/ },
    },
  },
  recompute: {
    does: "computes a published month's assessment anew, from its published signed files alone",
    options: {
      month: { type: 'string', value: '2026-11', form: /^20\d{2}-(0[1-9]|1[0-2])$/ },
      url: text('URL'),
      folder: text('PATH'),
      key: text('KEY'),
    },
  },
  conformance: {
    does: 'every entry of the standard with verdict, figures and sources, as a running platform tells them',
    options: {
      url: text('URL'),
      sandbox: text('URL'),
      month: { type: 'string', value: '2026-11', form: /^20\d{2}-(0[1-9]|1[0-2])$/ },
      json: FLAG,
    },
  },
  'trace-key replace': {
    does: 'a new trace key, handed over to by the one in use; that one has leaked, or is lost',
    options: { 'leaked-since': text('TIME'), lost: text('PUBLIC.pem'), out: text('FILE') },
  },
  'admin recover': {
    does: 'lets an administrator in again who lost phone, recovery codes and password',
    words: oneWord('<login>'),
    options: NONE,
  },
  pictures: {
    does: 'pictures of the main pages and every piece: --dark, --care, --only those named so, --readme small ones',
    words: { shown: '[DIR]', min: 0, max: 1 },
    options: { readme: FLAG, dark: FLAG, care: FLAG, only: text('NAME') },
  },
  check: { does: 'types, lint, import rules, drift of generated files', options: NONE },
  serve: {
    does: 'one subgraph, the gateway, the sandbox or the prober as a process of its own',
    words: oneWord('<name>'),
    options: NONE,
  },
  seed: {
    does: 'loads the demo county, larger if asked, and with a longer history',
    options: { products: NUMBER, orders: NUMBER, years: COUNT },
  },
  backup: {
    does: 'takes what is due, or the kind that is asked for',
    options: { kind: text('full|differential|incremental') },
  },
  archive: {
    does: "copies the database's log as it grows, for a restore to a minute; --off-site: sends what is there",
    options: { 'off-site': FLAG },
  },
  restore: {
    does: 'lists the sets, or puts one into an empty folder or server',
    options: {
      list: FLAG,
      to: text('<folder or mysql://server>'),
      at: text('2026-11-25T08:00'),
      until: text('2026-11-25T08:00:30'),
      only: text('<subgraph>'),
      from: text('local|off-site'),
    },
  },
  drill: {
    does: 'restores the newest set beside the platform; `recall`: a recall there; `power-loss`: kills another',
    words: { shown: '[recall|power-loss]', min: 0, max: 1 },
    options: { kind: text('ordinary|severe'), lots: COUNT },
  },
  install: {
    does: "makes a county's keys, env files, users' SQL, units, timers and proxies, and says what root does next",
    options: { root: text('DIR'), site: text('HOST'), hosts: text('A,B,C'), here: text('A'), shared: text('ADDRESS') },
  },
  preflight: {
    does: 'names all that is missing before a start, in Chinese; --running: or after it',
    options: { root: text('DIR'), running: FLAG },
  },
  upgrade: {
    does: 'backs up, then takes process by process to a new release; back again where one does not come up',
    options: { root: text('DIR'), to: text('DIR') },
  },
  signals: {
    does: "writes certificate, keys and the database's nodes for Prometheus' node exporter",
    options: { root: text('DIR'), out: text('FILE') },
  },
  'events parked': { does: 'the events that no consumer would take', options: NONE },
  'events release': {
    does: 'tries them again',
    words: { shown: '[<subgraph>:<number>]', min: 0, max: 1 },
    options: { all: FLAG },
  },
  compose: { does: 'writes schema/ from the subgraphs', options: CHECK },
  plants: { does: 'writes docs/PLANTS.md from the breaches that the tests plant', options: CHECK },
  trace: { does: 'writes docs/TRACE.md from clauses, code and tests', options: CHECK },
  settings: {
    does: 'writes docs/SETTINGS.md from the tables of settings, and fails where they and the code differ',
    options: CHECK,
  },
  deploy: {
    does: 'writes deploy/, what install makes of an example; --try: haproxy, caddy, systemd, promtool read it',
    options: { check: FLAG, try: FLAG },
  },
  sbom: { does: 'what runs in production, package by package with its licence (CycloneDX JSON)', options: NONE },
  migrations: { does: 'writes migrations for entities that changed', options: CHECK },
  help: { does: 'prints this list', words: { shown: '[command]', min: 0, max: 2 }, options: NONE },
} as const satisfies Readonly<Record<string, Command>>;

export type CommandName = keyof typeof COMMANDS;
