import { createHash } from 'node:crypto';
import { parse } from 'graphql';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import type { GraphAnswer } from '@heitu/kit/messages/peers';
import { codeCheck } from './carrier.operations.ts';
import { Chance, type Nature } from './chance.ts';
import { County, type Act } from './county.ts';
import { newTask, NoAnswer, Stuck, type Machine, type Task } from './machine.ts';
import { KINDS, OPERATIONS, type Move } from './moves.ts';
import type { Platform } from './platform.ts';
import { Provider } from './provider.model.ts';
import { noticeBytes } from './provider.notice.ts';
import { BEST_BEHAVIOUR, USUAL_BEHAVIOUR } from './provider.types.ts';
import { servicesOf } from './services.ts';
import { TaxAuthority } from './tax.model.ts';
import { START_MS } from './start.ts';
import { Violation } from './violation.ts';

const CRASHES = 0.5;
const TWO_AT_ONCE = 0.2;
const REQUEST_LOST = 0.02;
const ANSWER_LOST = 0.03;
/** Where a label was never seen before, its operation is taken to pass so many points. */
const POINTS_UNKNOWN = 30;
const REMEMBERED_MAX = 8;
const SETTLING_ROUNDS_MAX = 80;

const fieldsOf = new Map<string, string>();

/** One county under one seed: what happens next is drawn, everything else follows. */
export class World {
  readonly machine: Machine;
  readonly provider: Provider;
  readonly county: County;
  readonly counts = new Map<string, number>();
  readonly trace: string[] = [];
  /** Mutations that were accepted: each must be in the audit trail. */
  readonly accepted: { requestId: string; mutation: string }[] = [];
  /** Sent before: what they did, they may have done the first time. */
  readonly repeats = new Set<string>();
  steps = 0;
  readonly #nature: Nature;
  readonly #platform: Platform;
  readonly #chance: Chance;
  readonly #digest = createHash('sha256');
  /** Sent, and never answered: their senders try again with the same request id. */
  readonly #unanswered: { act: Act; requestId: string }[] = [];
  readonly #pointsOf = new Map<string, number>();
  #isCalm = false;
  #requests = 0;

  constructor(platform: Platform, nature: Nature, seed: number) {
    this.#platform = platform;
    this.#nature = nature;
    this.#chance = new Chance(seed);
    nature.setMs(START_MS);
    nature.reseed(seed);
    const clock = { now: () => nature.nowMs() };
    this.provider = new Provider(new Chance(seed ^ 0x5bd1e995), clock, (where) => this.machine.point(where));
    this.machine = platform.world(servicesOf(this.provider, new TaxAuthority(new Chance(~seed), clock)));
    this.machine.lineFault = () => {
      if (this.#isCalm) return null;
      const drawn = this.#chance.next();
      return drawn < REQUEST_LOST ? 'request-lost' : drawn < REQUEST_LOST + ANSWER_LOST ? 'answer-lost' : null;
    };
    this.machine.fireTimer = () => nature.fireTimer();
    this.county = new County({ machine: this.machine, provider: this.provider, chance: this.#chance, clock });
  }

  nowMs(): number {
    return this.#nature.nowMs();
  }
  digest(): string {
    return this.#digest.copy().digest('hex').slice(0, 16);
  }
  get errors(): readonly string[] {
    return this.#platform.errors;
  }
  #note(line: string): void {
    this.trace.push(line);
    this.#digest.update(`${line}\n`);
  }

  /** One step: a move, sometimes two at once, sometimes with a death in it. */
  async step(): Promise<void> {
    this.steps += 1;
    this.#nature.setMs(this.#nature.nowMs() + this.#chance.between(1, 3 * SECOND_MS));
    const moves = [this.#move()];
    if (moves[0]!.crashes && this.#chance.isHit(TWO_AT_ONCE)) {
      const other = this.#move();
      if (other.crashes) moves.push(other);
    }
    const tasks = moves.map((move) =>
      newTask(
        move.label,
        move.crashes && this.#chance.isHit(CRASHES)
          ? this.#chance.between(1, Math.ceil(this.#pointsOf.get(move.label) ?? POINTS_UNKNOWN))
          : null,
      ),
    );
    const outcomes: string[] = [];
    await this.machine
      .run(
        moves.map((move, i) => async () => {
          outcomes[i] = await this.#outcomeOf(move, tasks[i]!, tasks);
        }),
        (count) => this.#chance.below(count),
      )
      .catch((error: unknown) => {
        throw error instanceof Stuck
          ? new Violation(
              'nobody waits for what he holds himself',
              tasks.map((task) => `${task.label} hangs after: ${task.lastPoint}`),
            )
          : error;
      });
    this.#nature.forgetTimers();
    for (const [i, move] of moves.entries()) {
      const task = tasks[i]!;
      this.counts.set(move.label, (this.counts.get(move.label) ?? 0) + 1);
      if (!task.crashed && outcomes[i] !== 'no answer')
        this.#pointsOf.set(move.label, 0.7 * (this.#pointsOf.get(move.label) ?? task.points) + 0.3 * task.points);
      this.#note(
        `${this.steps}${i > 0 ? '+' : ''} ${new Date(this.#nature.nowMs()).toISOString()} ${move.label}: ${outcomes[i]}${task.crashed ? ` †${task.crashed.subgraph} at point ${task.points}, ${task.crashed.where}` : ''}`,
      );
    }
  }
  async #outcomeOf(move: Move, task: Task, all: readonly Task[]): Promise<string> {
    try {
      const outcome = await move.run(task);
      if (outcome === 'INTERNAL' && !all.some((one) => one.crashed || one.isDisturbed))
        throw new Violation('an operation failed although nothing was in its way', [
          move.label,
          ...this.errors.slice(-3),
        ]);
      return outcome;
    } catch (error) {
      if (error instanceof NoAnswer) return 'no answer';
      throw error;
    }
  }

  #move(): Move {
    const { weighted } = this.#chance;
    const kind = weighted.call(this.#chance, KINDS) as (typeof KINDS)[number];
    return this[kind.name]() ?? this.relay();
  }
  act(): Move | null {
    for (;;) {
      const operation = this.#chance.weighted(OPERATIONS);
      const act = operation.next(this.county);
      if (act) return this.sends(operation.name, act);
      // Nothing to do it to: a few tries, then time passes.
      if (this.#chance.isHit(0.1)) return null;
    }
  }
  retry(): Move | null {
    const sent = this.#chance.pickOrNull(this.#unanswered);
    if (!sent) return null;
    this.#unanswered.splice(this.#unanswered.indexOf(sent), 1);
    const requestId = this.#requestId();
    this.repeats.add(requestId);
    return this.sends('retry', sent.act, requestId);
  }
  code(): Move | null {
    const task = codeCheck(this.county);
    if (!task) return null;
    return {
      kind: 'act',
      label: 'check-code',
      crashes: true,
      run: async (mine) => {
        const answer = await this.machine.within('logistics', mine, (running) =>
          running.execute({ query: task.query, variables: { id: task.id } }, task.shownTo, this.#requestId()),
        );
        const code = task.codeIn(answer.data ?? {});
        return code ? this.sends('check-code', task.check(code), this.#requestId()).run(mine) : 'no code';
      },
    };
  }
  #requestId(): string {
    return `request-${++this.#requests}`;
  }

  sends(label: string, act: Act, requestId = this.#requestId()): Move {
    return {
      kind: 'act',
      label,
      crashes: true,
      run: async (task) => {
        const { to, mutation, input, actor } = act;
        const request = { query: this.#document(act), variables: { input } };
        let answer: GraphAnswer;
        try {
          answer = await this.machine.within(to, task, (running) => running.execute(request, actor, requestId));
        } catch (error) {
          if (error instanceof NoAnswer && this.#unanswered.length < REMEMBERED_MAX)
            this.#unanswered.push({ act, requestId });
          throw error;
        }
        const error = answer.errors?.[0];
        if (error) return String(error.extensions?.['code'] ?? error.message);
        const value = answer.data![mutation] as Record<string, unknown>;
        if (value['refusalCode']) return String(value['refusalCode']);
        this.accepted.push({ requestId, mutation });
        act.accepted?.(value);
        return 'ok';
      },
    };
  }
  /**
   * The mutation as text, from the subgraph's own schema: the success type's fields that were asked for, or the
   * refusal's code.
   */
  #document({ to, mutation, select = 'id' }: Act): string {
    const key = `${to}.${mutation}`;
    let text = fieldsOf.get(key);
    if (!text) {
      const field = this.#platform.schemaOf(to).getMutationType()!.getFields()[mutation]!;
      const types = (field.type as unknown as { ofType: { getTypes(): { name: string }[] } }).ofType
        .getTypes()
        .map(({ name }) => name);
      const refusal = types.find((name) => name.endsWith('Refused'))!;
      const success = types.find((name) => name !== refusal)!;
      text = `mutation($input: ${String(field.args[0]!.type)}) { ${mutation}(input: $input) { ... on ${success} { ${select} } ... on ${refusal} { refusalCode: code } } }`;
      parse(text);
      fieldsOf.set(key, text);
    }
    return text;
  }

  relay(): Move {
    const names = [...this.machine.nodes.keys()];
    const waiting = names.filter(
      (name) => this.county.rows(name, 'select id from EventDelivery where state = 0 limit 1').length > 0,
    );
    const name = this.#chance.pick(waiting.length > 0 ? waiting : names);
    return {
      kind: 'relay',
      label: `relay ${name}`,
      crashes: true,
      run: async (task) => String(await this.machine.within(name, task, (running) => running.runOnce('relay'))),
    };
  }
  job(): Move {
    const [name, job] = this.#chance.pick(this.#platform.jobs);
    return {
      kind: 'job',
      label: `${name}'s job ${job}`,
      crashes: true,
      run: async (task) => {
        await this.machine.within(name, task, (running) => running.runOnce(job));
        return 'done';
      },
    };
  }
  pay(): Move | null {
    const due = [...this.provider.orders.values()].filter((order) => order.state === 'unpaid');
    const order = this.#chance.pickOrNull(due);
    return (
      order && {
        kind: 'pay',
        label: 'pay',
        crashes: false,
        run: async () => (this.provider.pay(order.outTradeNo) ? 'paid' : 'too late'),
      }
    );
  }
  notice(): Move | null {
    const notice = this.provider.takeNotice();
    if (!notice) return null;
    return {
      kind: 'notice',
      label: `notice ${notice.notice.kind}`,
      crashes: true,
      run: async (task) => {
        const headers = { signature: notice.isForged ? 'bad' : 'good' };
        try {
          const { status } = await this.machine.within('payments', task, (running) =>
            running.edge(
              { method: 'POST', path: '/wechatpay/notify', query: {}, headers, body: noticeBytes(notice.notice) },
              { kind: 'anonymous', id: '', grants: [] },
              this.#requestId(),
            ),
          );
          if (status >= 500) this.#again(notice);
          return String(status);
        } catch (error) {
          // Not answered: the provider sends it again.
          this.#again(notice);
          throw error;
        }
      },
    };
  }
  #again(notice: NonNullable<ReturnType<Provider['takeNotice']>>): void {
    if (this.#chance.isHit(0.5)) this.provider.notices.push({ ...notice, dueAtMs: this.#nature.nowMs() + MINUTE_MS });
  }
  provide(): Move {
    return {
      kind: 'provider',
      label: 'provider works',
      crashes: false,
      run: async () => {
        this.provider.work();
        return 'done';
      },
    };
  }
  leap(): Move {
    const ms = this.#chance.weighted([
      { weight: 20, ms: 2 * MINUTE_MS },
      { weight: 10, ms: 20 * MINUTE_MS },
      { weight: 6, ms: 5 * HOUR_MS },
      { weight: 2, ms: DAY_MS },
      { weight: 1, ms: 4 * DAY_MS },
    ]).ms;
    const byMs = this.#chance.between(1, ms);
    return {
      kind: 'clock',
      label: 'time',
      crashes: false,
      run: async () => {
        this.#nature.setMs(this.#nature.nowMs() + byMs);
        return `${Math.round(byMs / MINUTE_MS)} min`;
      },
    };
  }

  /** Nothing fails any more, everybody does his work: all that was begun must come to its end. */
  async settle(isSettled: () => Promise<string[]>): Promise<void> {
    this.#isCalm = true;
    this.provider.faults = BEST_BEHAVIOUR;
    let open: string[] = [];
    for (let round = 1; round <= SETTLING_ROUNDS_MAX; round++) {
      this.provider.work();
      for (const notice of this.provider.notices) notice.dueAtMs = Math.min(notice.dueAtMs, this.#nature.nowMs());
      for (let move = this.notice(); move; move = this.notice()) await this.alone(move);
      for (const row of this.county.rows(
        'payments',
        "select id from Refund where state = 'failed' union all select id from Settlement where state = 'failed'",
      )) {
        await this.alone(
          this.sends(
            'retry-money',
            { to: 'payments', mutation: 'retryMoney', actor: this.county.holder('finance'), input: { id: row['id'] } },
            this.#requestId(),
          ),
        );
      }
      for (const name of this.machine.nodes.keys()) {
        await this.#calmly(name, async (running) => void (await running.runOnce()));
      }
      this.#nature.setMs(this.#nature.nowMs() + 15 * SECOND_MS);
      open = await isSettled();
      if (open.length === 0 && this.provider.isIdle()) {
        this.#note(`settled after ${round} rounds`);
        this.#isCalm = false;
        this.provider.faults = USUAL_BEHAVIOUR;
        return;
      }
    }
    throw new Violation('what was begun does not come to an end', open);
  }
  /** Time passes, jobs and events run, the provider works; nobody touches anything and nothing fails. */
  async pass(ms: number): Promise<void> {
    this.#isCalm = true;
    this.#nature.setMs(this.#nature.nowMs() + ms);
    this.provider.work();
    for (const notice of this.provider.notices) notice.dueAtMs = Math.min(notice.dueAtMs, this.#nature.nowMs());
    for (let move = this.notice(); move; move = this.notice()) await this.alone(move);
    for (const name of this.machine.nodes.keys())
      await this.#calmly(name, async (running) => void (await running.runOnce()));
  }
  alone(move: Move): Promise<void> {
    return this.machine.run([() => move.run(newTask(move.label))], () => 0);
  }
  #calmly(
    name: string,
    work: (running: Parameters<Parameters<Machine['within']>[2]>[0]) => Promise<void>,
  ): Promise<void> {
    return this.machine.run([() => this.machine.within(name, newTask('settling'), work)], () => 0);
  }
  /** Asks a subgraph as somebody of its users, without anything going wrong. */
  async ask(name: string, query: string, actor: Act['actor']): Promise<Record<string, unknown>> {
    let data: Record<string, unknown> = {};
    await this.#calmly(name, async (running) => {
      const answer = await running.execute({ query }, actor, this.#requestId());
      if (answer.errors)
        throw new Violation(
          'a question failed',
          answer.errors.map(({ message }) => message),
        );
      data = answer.data!;
    });
    return data;
  }
}
