import { describe, expect, it } from '@jest/globals';
import { FULL, idAfter, Kept, Outbox, type Entry } from '../../miniprogram/src/lib/outbox/queue.ts';
import { doneOf, thingOf } from '../../miniprogram/src/lib/outbox/acts.ts';
import { Problem } from '../../miniprogram/src/lib/problem.ts';

/** The platform, as far as an outbox sees it: does each request id once, and answers a repeat with the same. */
class Platform {
  readonly done: { id: string; name: string; input: object; owner: string }[] = [];
  readonly answers = new Map<string, object>();
  /** What becomes of the next tries, in turn: nothing comes back before or after it was done. */
  readonly cuts: ('before' | 'after' | null)[] = [];
  readonly refuses = new Map<string, string>();
  isAway = false;

  async send({ id, document, input, owner }: Entry): Promise<object> {
    await Promise.resolve();
    const cut = this.isAway ? 'before' : this.cuts.shift();
    if (cut === 'before') throw new Problem('offline');
    const refusal = this.answers.has(id) ? undefined : this.refuses.get(document.name);
    if (refusal) throw new Problem('refused', { refusal: { code: 'WRONG_STATE', message: refusal } });
    if (!this.answers.has(id)) {
      this.answers.set(id, { id: `made by ${document.name}` });
      this.done.push({ id, name: document.name, input, owner });
    }
    if (cut === 'after') throw new Problem('offline');
    return this.answers.get(id)!;
  }
  get names(): string[] {
    return this.done.map(({ name }) => name);
  }
}

/** A phone: what it keeps outlives the outbox that runs on it. */
class Phone {
  readonly platform: Platform;
  readonly kept = new Map<string, string>();
  owner = 'zhou';
  isFull = false;
  outbox: Outbox;
  #made = 0;
  constructor(platform: Platform) {
    this.platform = platform;
    this.outbox = this.start();
  }
  /** As after a crash: only what is kept is left. */
  start(): Outbox {
    return (this.outbox = new Outbox({
      all: () => this.entries().filter(({ owner }) => owner === this.owner),
      write: (entry) => !this.isFull && !!this.kept.set(entry.id, JSON.stringify(entry)),
      remove: ({ id }) => void this.kept.delete(id),
      send: (entry) => this.platform.send(entry),
      newId: () => `request-${++this.#made}`,
      changed: () => undefined,
    }));
  }
  entries = (): Entry[] => [...this.kept.values()].map((text) => JSON.parse(text) as Entry);
  do(name: string, of = 'parcel', input: Record<string, unknown> = {}, key?: string): Promise<object> {
    const id = key ?? `request-${++this.#made}`;
    const entry = { id, key, owner: this.owner, document: { name, hash: '' }, input, of, page: '', about: null };
    return this.outbox.act({ ...entry, atMs: 1000 });
  }
}
const onPhone = (): { platform: Platform; phone: Phone } => {
  const platform = new Platform();
  return { platform, phone: new Phone(platform) };
};
const why = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'done',
    (error: unknown) => (error instanceof Kept ? error.why : (error as Problem).message),
  );

describe('what is done without a network', () => {
  it('is done at once where there is one, and nothing of it stays on the phone', async () => {
    const { platform, phone } = onPhone();
    expect(await phone.do('call')).toEqual({ id: 'made by call' });
    expect(platform.names).toEqual(['call']);
    expect(phone.entries()).toEqual([]);
  });

  it('is kept, and sent in the order in which it was done when the network is back', async () => {
    const { platform, phone } = onPhone();
    platform.isAway = true;
    for (const name of ['call', 'open', 'refuse']) expect(await why(phone.do(name))).toBe('offline');
    expect(platform.names).toEqual([]);
    platform.isAway = false;
    await phone.start().run();
    expect(platform.names).toEqual(['call', 'open', 'refuse']);
    expect(phone.entries()).toEqual([]);
  });

  it('is done once where the phone dies between the platform doing it and its answer', async () => {
    const { platform, phone } = onPhone();
    platform.cuts.push('after');
    expect(await why(phone.do('refuse'))).toBe('offline');
    expect(phone.entries()).toHaveLength(1);
    await phone.start().run();
    expect(platform.names).toEqual(['refuse']);
    expect(phone.entries()).toEqual([]);
  });

  it('is done once where somebody taps again while it waits, and twice where another input is meant', async () => {
    const { platform, phone } = onPhone();
    platform.isAway = true;
    await why(phone.do('harvest', 'plot', { kilos: 3 }));
    await why(phone.do('harvest', 'plot', { kilos: 3 }));
    await why(phone.do('adjust', 'lot', { units: 3 }, 'adjust 1'));
    await why(phone.do('adjust', 'lot', { units: 3 }, 'adjust 1'));
    await why(phone.do('adjust', 'lot', { units: 4 }, 'adjust 1'));
    platform.isAway = false;
    await phone.outbox.run();
    expect(platform.done.map(({ name, input }) => [name, input])).toEqual([
      ['harvest', { kilos: 3 }],
      ['adjust', { units: 3 }],
      ['adjust', { units: 4 }],
    ]);
  });

  it('waits behind what was refused of the same thing, while others go on', async () => {
    const { platform, phone } = onPhone();
    platform.isAway = true;
    for (const [name, of] of [
      ['open', 'A'],
      ['refuse', 'A'],
      ['call', 'B'],
    ] as const)
      await why(phone.do(name, of));
    platform.isAway = false;
    platform.refuses.set('open', '买家已经签收');
    await phone.start().run();
    expect(platform.names).toEqual(['call']);
    expect(phone.entries().map(({ document, refused }) => [document.name, refused?.message])).toEqual([
      ['open', '买家已经签收'],
      ['refuse', undefined],
    ]);
    // What is done to it now waits, too, and says so.
    expect(await why(phone.do('depot', 'A'))).toBe('behind');
    expect(platform.names).toEqual(['call']);
  });

  it('that was refused is tried again, or let go, and the rest follows', async () => {
    const { platform, phone } = onPhone();
    platform.isAway = true;
    for (const name of ['open', 'refuse']) await why(phone.do(name));
    platform.isAway = false;
    platform.refuses.set('open', '不能');
    await phone.start().run();
    const [first] = phone.entries();
    await phone.outbox.again(first!);
    expect(phone.entries()[0]!.refused?.message).toBe('不能');
    await phone.outbox.letGo(first!);
    expect(platform.names).toEqual(['refuse']);
    expect(phone.entries()).toEqual([]);
  });

  it('is refused where it is done when somebody looks on, and leaves nothing behind', async () => {
    const { platform, phone } = onPhone();
    platform.refuses.set('open', '请先核对身份码');
    expect(await why(phone.do('open'))).toBe('请先核对身份码');
    expect(phone.entries()).toEqual([]);
  });

  it('may name what an act before it made: the id is there when its turn comes', async () => {
    const { platform, phone } = onPhone();
    platform.isAway = true;
    await why(phone.do('openHandover'));
    const [opened] = phone.entries();
    await why(phone.do('signHandover', 'parcel', { handoverId: idAfter(opened!), nested: [{ id: idAfter(opened!) }] }));
    platform.isAway = false;
    // The phone dies after the first was done and before its answer was kept.
    platform.cuts.push('after');
    await phone.start().run();
    expect(platform.names).toEqual(['openHandover']);
    await phone.start().run();
    expect(platform.done[1]!.input).toEqual({
      handoverId: 'made by openHandover',
      nested: [{ id: 'made by openHandover' }],
    });
  });

  it('on a full phone is done now or refused so that it is seen, never half', async () => {
    const { platform, phone } = onPhone();
    phone.isFull = true;
    expect(await phone.do('call')).toEqual({ id: 'made by call' });
    platform.isAway = true;
    expect(await why(phone.do('open'))).toBe(FULL);
    expect(phone.entries()).toEqual([]);
    phone.isFull = false;
    await why(phone.do('open'));
    phone.isFull = true;
    platform.isAway = false;
    // It would come before what it depends on.
    expect(await why(phone.do('refuse'))).toBe(FULL);
  });

  it('is sent in nobody else’s name, and waits for whose it is', async () => {
    const { platform, phone } = onPhone();
    platform.isAway = true;
    await why(phone.do('call'));
    phone.owner = 'wang';
    platform.isAway = false;
    await phone.start().run();
    await phone.do('open', 'other');
    expect(platform.done.map(({ name, owner }) => [name, owner])).toEqual([['open', 'wang']]);
    phone.owner = 'zhou';
    await phone.start().run();
    expect(platform.done.map(({ name, owner }) => [name, owner])).toEqual([
      ['open', 'wang'],
      ['call', 'zhou'],
    ]);
  });

  it('keeps its order though the phone’s clock stands still, and through a hundred random cuts', async () => {
    const { platform, phone } = onPhone();
    let seed = 20261129;
    const random = (): number => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
    const meant: string[] = [];
    for (let i = 0; i < 60; i++) {
      platform.cuts.push(
        ...Array.from({ length: 3 }, () =>
          random() < 0.3 ? ('before' as const) : random() < 0.3 ? ('after' as const) : null,
        ),
      );
      const of = `parcel ${Math.floor(random() * 10)}`;
      meant.push(`${of}: ${i}`);
      await why(phone.do(`${of}: ${i}`, of));
      if (random() < 0.2) phone.start();
    }
    platform.cuts.length = 0;
    await phone.start().run();
    const ofThing = (names: readonly string[], of: string) => names.filter((name) => name.startsWith(`${of}:`));
    expect([...platform.names].sort()).toEqual([...meant].sort());
    for (let i = 0; i < 10; i++) expect(ofThing(platform.names, `parcel ${i}`)).toEqual(ofThing(meant, `parcel ${i}`));
  });
});

describe('what an act is done to', () => {
  it('is the thing of its page, or else what its input names', () => {
    expect(thingOf({ legId: 'leg' }, { path: '/courier/pages/parcel/index', id: 'parcel' })).toBe('parcel');
    expect(thingOf({ shipmentId: 'parcel' }, { path: '/seller/pages/shelf/index', id: undefined })).toBe('parcel');
    expect(thingOf({ vehicleId: 'car' }, { path: '/courier/pages/tasks/index', id: undefined })).toBe(
      '/courier/pages/tasks/index',
    );
  });

  it('says of what a courier does at a door when it was done, by both clocks, the same at each try', () => {
    const heard = { atMs: 5_000, phoneMs: 9_000 };
    const entry = (name: string) => ({ document: { name, hash: '' }, atMs: 10_000, heard });
    const iso = (ms: number): string => new Date(ms).toISOString();
    for (const name of ['SignAtDoor', 'CourierSignByCard'])
      expect(doneOf(entry(name))).toEqual({
        done: { at: iso(10_000), heardAt: iso(5_000), heardPhoneAt: iso(9_000) },
      });
    expect(doneOf(entry('AdjustStock'))).toEqual({});
    expect(doneOf({ ...entry('SignAtDoor'), heard: null })).toEqual({});
  });
});
