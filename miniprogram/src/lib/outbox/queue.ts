import { Problem, type ProblemKind, type RefusalFields } from '../problem.ts';

/**
 * What somebody has done and the platform has not answered yet. It is kept before it is sent, sent in the order in
 * which it was done, and kept until the platform has answered; each try has the same request id, and the platform does
 * that once. Nothing here knows a phone (unit specs: tests/phone/outbox.spec.ts).
 */
export interface Entry {
  /** The request id, the same for each try. */
  id: string;
  /** Who did it (lib/holder.ts): it is sent in no other's name. */
  owner: string;
  document: { name: string; hash: string };
  input: Readonly<Record<string, unknown>>;
  /** The thing that it is done to: what is done to one thing waits for what was done to it before. */
  of: string;
  /** Where it was done. */
  page: string;
  /** What it is about, in words that name no person. */
  about: string | null;
  /** The name of the request id (lib/request-id.ts), where the page gave one. */
  key?: string | undefined;
  /** By the phone's clock; also the order, so that no two of a person are alike. */
  atMs: number;
  /** What the platform's clock and the phone's said when the phone last heard of it. */
  heard?: { atMs: number; phoneMs: number } | null | undefined;
  /** The platform has said no: it waits for the person. */
  refused?: RefusalFields | undefined;
}

export interface Ports {
  /** Those of whoever is signed in now, in any order. */
  all(): Entry[];
  /** False where the phone is full. */
  write(entry: Entry): boolean;
  remove(entry: Entry): void;
  /** What the platform answers; throws a Problem. */
  send(entry: Entry): Promise<object>;
  newId(): string;
  /** Something waits, is refused, or is gone. */
  changed(): void;
}

/** Nothing came back, or not now: tried again. */
const PASSING: readonly ProblemKind[] = ['offline', 'tooMany', 'unauthenticated'];

/** An act that waits: for the network, a sign-in, or for another before it. The page goes on as if it were done. */
export class Kept extends Error {
  readonly why: ProblemKind | 'behind';
  constructor(why: Kept['why']) {
    super(why);
    this.why = why;
  }
}

type End = { answer: object } | { problem: Problem } | { kept: Kept };

/** What an answer's id is called in what was done after it, before it was there. */
const AFTER = 'after:';
export const idAfter = (entry: Pick<Entry, 'id'>): string => AFTER + entry.id;
const valueWith = (value: unknown, before: string, id: string): unknown =>
  value === before
    ? id
    : Array.isArray(value)
      ? value.map((one) => valueWith(one, before, id))
      : typeof value === 'object' && value !== null
        ? withId(value, before, id)
        : value;
const withId = (input: object, before: string, id: string): Entry['input'] =>
  Object.fromEntries(Object.entries(input).map(([name, one]) => [name, valueWith(one, before, id)]));

export const inOrder = (entries: readonly Entry[]): Entry[] => [...entries].sort((one, other) => one.atMs - other.atMs);
const isSame = (one: Entry, other: Entry): boolean =>
  one.document.name === other.document.name && JSON.stringify(one.input) === JSON.stringify(other.input);

const meant = (entry: Entry): Entry => ({ ...entry, refused: undefined });

export const FULL = '手机存不下了，这一步没有记下。请清理手机，或到有网的地方再做一次';

export class Outbox {
  readonly #ports: Ports;
  readonly #attended = new Map<string, (end: End) => void>();
  #running: Promise<void> | null = null;
  /** What was done while it ran, which the run may have passed already. */
  #again = false;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** Keeps it and sends it: the platform's answer, its refusal as a Problem, or Kept. */
  async act(made: Entry): Promise<object> {
    const before = this.#ports.all();
    // A second tap for what waits already is no second act; another input under the same name is.
    const latest = inOrder(before.filter(({ of }) => of === made.of)).pop();
    const same = latest && isSame(latest, made) && (made.key === undefined || latest.id === made.id) ? latest : null;
    const id = before.some((one) => one.id === made.id) ? this.#ports.newId() : made.id;
    const last = Math.max(0, ...before.map(({ atMs }) => atMs));
    const entry = same ? meant(same) : { ...made, id, atMs: Math.max(made.atMs, last + 1) };
    if (!this.#ports.write(entry)) return this.#withoutKeeping(entry, before);
    const end = await this.#attend(entry.id);
    if ('kept' in end) throw end.kept;
    if ('problem' in end) throw end.problem;
    return end.answer;
  }

  /** A full phone: it is done now or not at all, and never before what it depends on. */
  async #withoutKeeping(entry: Entry, before: readonly Entry[]): Promise<object> {
    if (before.some(({ of }) => of === entry.of)) throw new Problem('refused', { refusal: { message: FULL } });
    try {
      return await this.#ports.send(entry);
    } catch (error) {
      if (error instanceof Problem && error.kind === 'offline')
        throw new Problem('refused', { refusal: { message: FULL } });
      throw error;
    }
  }

  /** Somebody has just tapped it and looks on: it is under way, and does not wait yet. */
  isAttended = (id: string): boolean => this.#attended.has(id);
  #attend(id: string): Promise<End> {
    return new Promise((resolve) => {
      this.#attended.set(id, resolve);
      void this.run();
    });
  }
  #end(id: string, end: End): void {
    this.#attended.get(id)?.(end);
    this.#attended.delete(id);
  }

  /** Sends what waits, one after the other, until all is answered or nothing comes back. */
  run(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    const run = this.#sendAll().finally(() => {
      this.#running = null;
      if (this.#again) {
        this.#again = false;
        void this.run();
      }
    });
    this.#running = run;
    return run;
  }

  #next(): Entry | undefined {
    const stuck = new Set<string>();
    return inOrder(this.#ports.all()).find((entry) => {
      if (!entry.refused && !stuck.has(entry.of)) return true;
      stuck.add(entry.of);
      return false;
    });
  }

  async #sendAll(): Promise<void> {
    this.#again = false;
    let why: Kept['why'] | null = null;
    for (let entry = this.#next(); entry && why === null; entry = this.#next()) why = await this.#sendOne(entry);
    // Whoever looks on is told that theirs waits.
    const attended = [...this.#attended.keys()];
    for (const id of attended) this.#end(id, { kept: new Kept(why ?? 'behind') });
    if (attended.length > 0) this.#ports.changed();
  }

  /** Why the rest waits, too; null where it need not. */
  async #sendOne(entry: Entry): Promise<ProblemKind | null> {
    try {
      const answer = await this.#ports.send(entry);
      this.#passOn(entry, answer);
      this.#ports.remove(entry);
      this.#end(entry.id, { answer });
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem('failed');
      if (PASSING.includes(problem.kind)) return problem.kind;
      // Where somebody looks on, the form in which it was done says it.
      const isAttended = this.#attended.has(entry.id);
      if (isAttended) this.#ports.remove(entry);
      else if (!this.#ports.write({ ...entry, refused: problem.refusal ?? { message: problem.message } }))
        return 'failed';
      this.#end(entry.id, { problem });
    }
    this.#ports.changed();
    return null;
  }

  /** What was done after it may name what it made. */
  #passOn(entry: Entry, answer: object): void {
    const id = 'id' in answer ? answer.id : null;
    if (typeof id !== 'string') return;
    for (const later of this.#ports.all()) {
      const input = withId(later.input, idAfter(entry), id);
      if (JSON.stringify(input) !== JSON.stringify(later.input)) this.#ports.write({ ...later, input });
    }
  }

  /** Once more, as it was meant. */
  async again(entry: Entry): Promise<void> {
    this.#ports.write(meant(entry));
    this.#ports.changed();
    await this.run();
  }

  /** It will not be done. What was done to the same thing after it is sent, and the platform says whether it can be. */
  async letGo(entry: Entry): Promise<void> {
    this.#ports.remove(entry);
    this.#ports.changed();
    await this.run();
  }
}
