import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
  readme,
  ROOT,
  runbook,
  said,
  shell as shellWith,
  textOf,
  type Begun,
} from './documents.fixture.ts';

/** Each block of commands, by how it begins, in the documents' order. */
const BLOCKS = {
  './run start': 'the platform of this spec',
  'ask()': 'answers what the next block asks',
  './run journey': 'begins the journey',
  './run test': 'what runs this spec',
  './run events parked': 'its commands and its keys',
};
const HERE = 'followed here';
const TO_A_RESTORED_PLACE = 'tests/backup/mariadb.spec.ts';
/** Each command that a sentence of RUNBOOK names, and where it is followed. */
const COMMANDS: Readonly<Record<string, string>> = {
  './run serve <name>': 'tests/processes/documents-processes.spec.ts',
  './run serve sandbox': 'tests/processes/documents-processes.spec.ts',
  './run serve orders': 'tests/processes/documents-processes.spec.ts',
  './run serve gateway': 'tests/processes/documents-processes.spec.ts',
  './run serve prober': 'tests/processes/prober.spec.ts',
  'SUPERGRAPH_FILE=supergraph.graphql PORT=4100 ./run serve gateway': 'tests/gateway/foreign.spec.ts',
  './run faults': 'tests/faults/run.ts',
  './run trace-key replace --out trace.new.pem': HERE,
  './run audit verify': HERE,
  './run audit verify --anchor': 'tools/src/audit.spec.ts',
  './run admin recover <login>': HERE,
  './run backup': HERE,
  '*/30 * * * * cd /srv/heitu && ./run backup >> /var/log/heitu-backup.log 2>&1': HERE,
  './run backup --kind full': TO_A_RESTORED_PLACE,
  './run install': 'tests/processes/manuals.spec.ts',
  './run archive': 'tests/backup/minute.spec.ts',
  './run conformance': HERE,
  './run drill': HERE,
  './run drill --kind severe': 'tests/backup/sqlite.spec.ts',
  './run drill recall': HERE,
  './run restore --list': HERE,
  './run restore --to /srv/restored': TO_A_RESTORED_PLACE,
  './run restore --to mysql://root@127.0.0.1:3307 --only orders': TO_A_RESTORED_PLACE,
  './run restore --to ./restored': 'tests/backup/sqlite.spec.ts',
  'DATA_DIR=./restored ./run start': 'tests/backup/sqlite.spec.ts',
};
/** What stands between fences and is no command. */
const NO_COMMANDS: readonly string[] = [];
const START_MS = 300_000;

/**
 * The commands as they stand in README.md and docs/RUNBOOK.md, run by whoever has just what README.md asks for; only
 * ports and folders are others.
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
    const fences = [readme, runbook].flatMap(fencesOf);
    const first = ({ text }: { text: string }): string => text.split('\n')[0]!.replace(/ +[#{].*/, '');
    expect(fences.filter(({ kind }) => kind === 'sh').map(first)).toEqual(Object.keys(BLOCKS));
    expect(fences.filter(({ kind }) => kind !== 'sh').map(first)).toEqual(NO_COMMANDS);
    expect(commandsIn(runbook).toSorted()).toEqual(Object.keys(COMMANDS).toSorted());
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

  it('RUNBOOK: its commands and its keys are what the platform takes', async () => {
    const [events] = blocksOf(runbook);
    const [parked, releaseOne, releaseAll] = events!.split('\n').map((line) => line.replace(/#.*/, '').trim());
    await operate(parked!);
    await operate(releaseAll!);
    await expect(operate(releaseOne!)).rejects.toThrow();
    const made = await shell(
      `cd ${folder}
       ${said(runbook, /`(openssl genpkey [^`]+)`/)}
       ${said(runbook, /`(openssl pkey -in [^`]+)`/)}`,
    );
    expect(made).toMatch(/^-----BEGIN PUBLIC KEY-----\n/m);
    expect((await shell(said(runbook, /`(openssl rand -hex \d+)`/))).trim()).toMatch(/^[0-9a-f]{64}$/);
  }, 120_000);

  it('RUNBOOK: takes the backup that is due and nothing else, lists it, and passes a drill', async () => {
    const log = join(folder, 'heitu-backup.log');
    const timer = commandsIn(runbook).find((command) => command.startsWith('*/30 * * * * '))!;
    const taken = timer
      .replace('*/30 * * * * ', '')
      .replace('/srv/heitu', ROOT)
      .replace('/var/log/heitu-backup.log', log);
    await operate(taken);
    const list = () => operate(commandOf('./run restore --list'));
    const sets = await list();
    await operate(taken);
    expect(await list()).toBe(sets);
    expect(readFileSync(log, 'utf8')).not.toBe('');
    expect(await operate(commandOf('./run drill'))).toMatch(/^\S+演练：通过$/m);
    // Every bag of a lot that went out is found in the copy, and every buyer told, or it does not pass.
    expect(await operate(commandOf('./run drill recall'))).toMatch(/^召回演练：.*，通过$/m);
  }, 240_000);

  it('RUNBOOK: hands the trace key over to a new one', async () => {
    const command = commandOf('./run trace-key replace --out trace.new.pem').replace('trace.new.pem', '"$OUT"');
    const printed = await operate(`export OUT=${join(folder, 'trace.new.pem')}\n${command}`);
    const [{ text }, ...more] = JSON.parse(printed);
    expect([JSON.parse(text), more]).toMatchObject([{ reason: 'replaced' }, []]);
    expect(readFileSync(join(folder, 'trace.new.pem'), 'utf8')).toContain('-----BEGIN PRIVATE KEY-----');
  }, 60_000);

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

  it('RUNBOOK: every entry of the standard has its verdict, from the running platform', async () => {
    const printed = await operate(`${commandOf('./run conformance')} --json`);
    const entries: { clause: string; standing: string }[] = JSON.parse(printed).entries;
    expect([entries.length, entries.every(({ standing }) => standing)]).toEqual([150, true]);
  }, 60_000);

  it('RUNBOOK: an administrator who lost everything is let in, and the audit trail is intact with it', async () => {
    const { login, password } = SIGN_INS.find(({ role }) => role === 'operator-admin')!;
    const recovered = await operate(commandOf('./run admin recover <login>').replace('<login>', login));
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
    expect(await operate(commandOf('./run audit verify'))).toMatch(/^the audit chain is intact: links 1 to \d+/);
  }, 120_000);
});
