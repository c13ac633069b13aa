import { agreeToRules } from './agree.ts';
import { Gateway, NotAsExpected, Person } from './client.ts';
import { PLANTS, type PlantKind } from './plants.ts';
import { World } from './world.ts';

/** For a machine that plays this beside much else: how soon something comes is measured elsewhere. */
const UNTIL_MS = 90_000;
const POLL_MS = 120;

/** What the chapters share: who takes part, and what was made on the way. */
export class Journey {
  readonly gateway: Gateway;
  readonly world: World;
  readonly nobody: Person;
  /** Differs on each run, so that the journey passes again on the same database. */
  readonly run: string;
  readonly people: Record<string, Person> = {};
  /** By role: who has signed in so far, and when by the clock that we move. */
  readonly staff = new Map<string, { person: Person; signedInAtMs: number }>();
  readonly made: Record<string, any> = {};
  /** The personal data of this run, by what it is (`buyer name`): nothing but sealed may be left of it anywhere. */
  readonly planted: Record<string, string> = {};
  #steps = 0;

  constructor(url: string, controlUrl: string) {
    this.gateway = new Gateway(url);
    this.world = new World(controlUrl);
    this.nobody = new Person(this.gateway, '访客', null);
    this.run = Date.now().toString(36);
  }

  get steps(): number {
    return this.#steps;
  }

  /** Personal data that no other run and nobody else has; the same at each call of one run. */
  plant(kind: PlantKind, whose: string): string {
    return (this.planted[`${whose} ${kind}`] ??= PLANTS[kind](this.run, whose));
  }

  chapter(title: string): void {
    console.log(`\n${title}`);
  }

  /** One step: does it, prints what happened; what is not as expected ends the journey. */
  async step(title: string, work: () => Promise<string | void>): Promise<void> {
    const began = performance.now();
    try {
      const happened = await work();
      this.#steps += 1;
      console.log(`  ✓ ${title}${happened ? ` — ${happened}` : ''} (${Math.round(performance.now() - began)} ms)`);
    } catch (error) {
      console.log(`  ✗ ${title}`);
      throw error;
    }
  }

  /** Waits until `probe` answers something (events and jobs take their moment); never longer than a minute and a half. */
  async until<T>(what: string, probe: () => Promise<T | null | undefined | false>): Promise<T> {
    const end = Date.now() + UNTIL_MS;
    for (;;) {
      const found = await probe();
      if (found) return found;
      if (Date.now() > end) throw new NotAsExpected(`waited ${UNTIL_MS / 1000} s for: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  expect(condition: unknown, what: string): asserts condition {
    if (!condition) throw new NotAsExpected(what);
  }

  equal(actual: unknown, wanted: unknown, what: string): void {
    if (JSON.stringify(actual) !== JSON.stringify(wanted))
      throw new NotAsExpected(`${what}: wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(actual)}`);
  }

  /** Signs in through WeChat: the sandbox plays the phone. */
  async signInByWechat(openid: string, name: string): Promise<Person & { accountId: string }> {
    this.planted[`${openid} openid`] = openid;
    const { code } = await this.world.post('/wechat/login-code', { openid });
    const { token, account } = await this.nobody.do('signInWithWechat', { code }, 'token account { id }');
    const person = new Person(this.gateway, name, token as string);
    await agreeToRules(person);
    return Object.assign(person, { accountId: (account as { id: string }).id });
  }

  /**
   * Runs `work` again as this person's grants arrive: roles come by event, and the gateway remembers a token for two
   * seconds.
   */
  async onceAllowed<T>(work: () => Promise<T>): Promise<T> {
    return this.until('the role to arrive', async () => {
      try {
        return { value: await work() };
      } catch (error) {
        if (
          error instanceof NotAsExpected &&
          /FORBIDDEN|UNAUTHENTICATED|NOT_FOUND|NO_CONTRACT|NO_DEPOSIT_AGREED/.test(error.message)
        )
          return null;
        throw error;
      }
    }).then(({ value }) => value);
  }
}
