import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { SIGN_INS } from '@heitu/sandbox/seed';
import { SUBGRAPHS } from '@heitu/standard';
import { CHAPTERS } from '../journeys/chapters.ts';
import { freePort } from '../journeys/platform.ts';
import { PROMISED_MAJOR, promisedEnvironment } from '../journeys/promised-node.ts';
import {
  bareMariaDb,
  begin,
  blocksOf,
  commandsIn,
  databasesOf,
  fencesOf,
  processes,
  readme,
  ROOT,
  said,
  shell as shellWith,
  textOf,
  type Begun,
} from './documents.fixture.ts';

/** Each block of commands in README.md, by how it begins, in its order. */
const BLOCKS = {
  './run start': 'the platform of this spec',
  'ask()': 'answers what the next block asks',
  './run journey': 'begins the journey',
  './run test': 'what runs this spec',
};
const HERE = 'followed here';
/** Each command that a sentence of PROCESSES names, and where it is followed. */
const COMMANDS: Readonly<Record<string, string>> = {
  './run serve <name>': 'tests/processes/documents-processes.spec.ts',
  './run serve sandbox': 'tests/journeys/seven.ts',
  './run serve orders': 'tests/journeys/seven.ts',
  './run serve gateway': 'tests/processes/documents-processes.spec.ts',
  './run serve prober': 'tests/processes/prober.spec.ts',
  'SUPERGRAPH_FILE=supergraph.graphql PORT=4100 ./run serve gateway': 'tests/gateway/foreign.spec.ts',
  './run faults': 'tests/faults/run.ts',
  './run backup': 'tests/backup/mariadb.spec.ts',
  './run install': 'tests/processes/manuals.spec.ts',
  './run archive': 'tests/backup/minute.spec.ts',
  './run conformance': HERE,
  './run drill': 'tests/backup/sqlite.spec.ts',
  './run restore --until': 'tests/backup/minute.spec.ts',
  './run restore --to mysql://root@127.0.0.1:3307 --only orders': 'tests/backup/mariadb.spec.ts',
  './run restore --to ./restored': 'tests/backup/sqlite.spec.ts',
  'DATA_DIR=./restored ./run start': 'tests/backup/sqlite.spec.ts',
};
const emergencies = textOf('docs/zh/应急手册.md');
const START_MS = 300_000;

/**
 * The commands as they stand in README.md, docs/PROCESSES.md and what docs/zh/应急手册.md does to a platform that runs, by
 * whoever has just what README.md asks for; only ports and folders are others. The manuals' other commands are followed
 * by manuals.spec.ts, on a machine as `./run install` makes it.
 */
describe('the documents, followed to the letter on an empty MariaDB', () => {
  let server: Awaited<ReturnType<typeof bareMariaDb>>;
  let platform: Begun;
  let env: NodeJS.ProcessEnv;
  let folder: string;
  let port: number;
  const shell = (script: string): Promise<string> => shellWith(script, env);
  const here = (command: string): string =>
    command.replaceAll('localhost:4000', `127.0.0.1:${port}`).replaceAll('127.0.0.1:3306', new URL(server.url).host);
  /** As an operator gives it who has the platform's environment. */
  const operate = (command: string): Promise<string> => shell(`export DATABASE_URL=${server.url}\n${command}`);
  const commandOf = (text: string): string => {
    expect(Object.keys(COMMANDS)).toContain(text);
    return text;
  };
  /** `heitu` of the manuals is `./run` with the machine's settings. */
  const heitu = (words: string): string => {
    expect(emergencies).toContain(`heitu ${words}`);
    return `./run ${words}`;
  };
  const ask = async (query: string): Promise<any> => {
    const headers = { 'content-type': 'application/json' };
    const sent = { method: 'POST', headers, body: JSON.stringify({ query }) };
    return (await fetch(`http://127.0.0.1:${port}/graphql`, sent)).json();
  };

  beforeAll(async () => {
    server = await bareMariaDb();
    folder = mkdtempSync(join(tmpdir(), 'heitu-documents-'));
    port = await freePort();
    env = {
      ...promisedEnvironment(),
      DATA_DIR: folder,
      PORT: String(port),
      SANDBOX_PORT: String(await freePort()),
      NO_CLIENTS: '1',
    };
    platform = begin(here(said(readme, /`(DATABASE_URL=mysql:\S+ \.\/run start)`/)), env);
    await platform.until(() => platform.printed().includes('Heitu is up.'));
  }, START_MS);
  afterAll(async () => {
    await platform?.end();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('promise the Node that they are tried with', async () => {
    expect(readme).toContain(`You need Node ${PROMISED_MAJOR} or newer with npm; nothing else.`);
    expect(await shell('node --version')).toMatch(new RegExp(`^v${PROMISED_MAJOR}\\.`));
  });

  it('have no commands that nobody follows', () => {
    const fences = [readme, processes].flatMap(fencesOf);
    const first = ({ text }: { text: string }): string => text.split('\n')[0]!.replace(/ +[#{].*/, '');
    expect(fences.map(({ kind, text }) => [kind, first({ text })])).toEqual(
      Object.keys(BLOCKS).map((block) => ['sh', block]),
    );
    expect(commandsIn(processes).toSorted()).toEqual(Object.keys(COMMANDS).toSorted());
    for (const [command, place] of Object.entries(COMMANDS)) {
      if (place === HERE) continue;
      // It runs the command itself, or by its words.
      const [, word] = /\.\/run (\S+)/.exec(command)!;
      expect([place, existsSync(join(ROOT, place)) && textOf(place).includes(word!)]).toEqual([place, true]);
    }
  });

  it('README: starts on a server that has nothing but its root, and answers what the next block asks', async () => {
    expect(readme).toContain('prints its addresses with a sample sign-in for each role');
    const printed = [`http://127.0.0.1:${port}/ `, ' /m ', ' /admin', ' /graphiql ', 'sandbox      http://'];
    for (const text of [...printed, ...SIGN_INS.map(({ login, password }) => `${login} / ${password}`)])
      expect(platform.printed()).toContain(text);
    const [, asking] = blocksOf(readme);
    const [define, ...asked] = here(asking!).split(/\n+(?=ask '|#)/);
    const [search, trace] = asked.filter((line) => line.startsWith('ask '));
    const found = JSON.parse(await shell(`${define}\n${search}`));
    expect(found.errors).toBeUndefined();
    const { lots, shop, skus } = found.data.search.edges[0].node;
    expect([shop.name, skus[0].label.retailFen > 0]).toEqual([expect.any(String), true]);
    const traced = JSON.parse(await shell(`${define}\n${trace!.replace('…', lots[0].lotCode)}`));
    expect([traced.errors, traced.data.trace.verified]).toEqual([undefined, true]);
    const epcis = here(said(readme, /`(curl \S+<lotCode>)`/))
      .replace('<lotCode>', lots[0].lotCode)
      .replace('curl', 'curl -sf');
    expect(JSON.parse(await shell(epcis))).toMatchObject({ type: 'EPCISDocument' });
    expect(await server.databases()).toEqual(databasesOf(SUBGRAPHS));
  });

  it('应急手册: looks for events that are parked, and releases them', async () => {
    await operate(heitu('events parked'));
    await operate(heitu('events release --all'));
    await expect(operate('./run events release orders:1234')).rejects.toThrow();
  }, 120_000);

  it('运维手册: plays a recall in which each bag of a lot is found and each buyer told', async () => {
    await operate('./run backup');
    expect(await operate('./run drill recall')).toMatch(/^召回演练：.*，通过$/m);
  }, 120_000);

  /** To its end it is played by tests/journeys/journey.spec.ts; here as somebody sees it who types what is printed. */
  it('README: begins the journey that it describes', async () => {
    expect([readme, CHAPTERS.length]).toEqual([
      expect.stringContaining('in seventeen chapters and some eighty steps'),
      17,
    ]);
    const [, , command] = blocksOf(readme);
    const journey = begin(command!, env);
    const [first, second] = CHAPTERS.map(({ title }, i) => `${i + 1}. ${title}`);
    try {
      await journey.until(() => journey.printed().includes(second!));
    } finally {
      await journey.end();
    }
    expect(journey.printed()).toContain(first!);
    expect(journey.printed()).not.toContain('Not as expected');
  }, 120_000);

  it('PROCESSES: every entry of the standard has its verdict, from the running platform', async () => {
    const printed = await operate(`${commandOf('./run conformance')} --json`);
    const entries: { clause: string; standing: string }[] = JSON.parse(printed).entries;
    expect([entries.length, entries.every(({ standing }) => standing)]).toEqual([150, true]);
  }, 60_000);

  it('应急手册: an administrator who lost everything is let in, and the audit trail is intact with it', async () => {
    const { login, password } = SIGN_INS.find(({ role }) => role === 'operator-admin')!;
    const recovered = await operate(heitu('admin recover 登录名').replace('登录名', login));
    const signIn = (given: string) =>
      ask(`mutation { signInWithPassword(input: { login: "${login}", password: "${given}" }) {
        __typename ... on SignInChallenge { otpauthUri isPasswordDue } } }`);
    expect((await signIn(password)).data.signInWithPassword.__typename).toBe('SignInWithPasswordRefused');
    expect((await signIn(recovered.trim())).data.signInWithPassword).toEqual({
      __typename: 'SignInChallenge',
      otpauthUri: expect.stringContaining('otpauth://'),
      isPasswordDue: true,
    });
    const trust = await createConnection(`${server.url}/heitu_trust`);
    const onTrail = async (): Promise<RowDataPacket[]> =>
      (await trust.query<RowDataPacket[]>("select actorId from AuditEntry where operation = 'recoverAdmin'"))[0];
    await platform.until(async () => (await onTrail()).length > 0);
    expect(await onTrail()).toEqual([{ actorId: 'console' }]);
    await trust.end();
    expect(await operate(heitu('audit verify'))).toMatch(/^the audit chain is intact: links 1 to \d+/);
  }, 120_000);
});
