import { AsyncLocalStorage } from 'node:async_hooks';
import type { QueryResult } from 'kysely';
import type { Actor } from '@heitu/kit/rules/actor';
import type { EdgeRequest, GraphRequest, Transport } from '@heitu/kit/messages/peers';
import type { RunningSubgraph } from '@heitu/kit/serving/running';
import { Line, type DiskPort } from './disk.ts';

/** The process is gone: whatever it still had to do ends here. */
export class Crashed extends Error {}
/** What whoever waited for an answer of a process that is gone gets to see. */
export class NoAnswer extends Error {}
/** Nobody can go on, and nobody is done. */
export class Stuck extends Error {}

/** One life of a subgraph's process. */
interface Incarnation {
  readonly name: string;
  isDead: boolean;
  /** Ends, with NoAnswer, when the process dies: whoever waits for it learns at once. */
  readonly death: Promise<never>;
  die: () => void;
}
function born(name: string): Incarnation {
  let die!: () => void;
  const death = new Promise<never>((_resolve, reject) => (die = () => reject(new NoAnswer(`${name} is gone`))));
  death.catch(() => {});
  return { name, isDead: false, death, die };
}

/** One thing that somebody began: an operation, a relay's round, a job's turn. It runs through several processes. */
export interface Task {
  readonly label: string;
  /** Statements, commits and calls passed so far, before and after each. */
  points: number;
  /** The process that passes this point dies there; null: nobody does. */
  readonly crashAtPoint: number | null;
  /** The subgraph that died, and where. */
  crashed: { subgraph: string; where: string } | null;
  /** The last point passed: where it hangs, if it does. */
  lastPoint: string;
  /** A call or an answer of it was lost: that it failed is no wonder. */
  isDisturbed: boolean;
}
export const newTask = (label: string, crashAtPoint: number | null = null): Task => ({
  label,
  points: 0,
  crashAtPoint,
  crashed: null,
  lastPoint: '',
  isDisturbed: false,
});

interface Frame {
  task: Task;
  incarnation: Incarnation;
}
const frames = new AsyncLocalStorage<Frame | undefined>();

/** What goes wrong between processes: a call that never arrives, an answer that never returns. */
export type LineFault = 'request-lost' | 'answer-lost' | null;

/** What a planted bug does to a statement; null leaves it as it is. */
export type StatementPlant = (
  subgraph: string,
  sql: string,
  run: () => QueryResult<never>,
) => QueryResult<never> | null;

export interface MachineNode {
  readonly name: string;
  readonly port: DiskPort;
  boot(): Promise<RunningSubgraph>;
  running: RunningSubgraph | null;
  incarnation: Incarnation;
  booting: Promise<void> | null;
}

const STUCK_AFTER_REAL_MS = 5_000;
/** So many turns of the event loop without anybody at a point, and only a timer can bring anybody on. */
const IDLE_TURNS = 3;
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The processes of the platform, in one. Each statement and call passes a point at which its process may die or wait. */
export class Machine {
  readonly nodes = new Map<string, MachineNode>();
  crashes = 0;
  /** Subgraphs in which anything ran since this was last emptied. */
  readonly touched = new Set<string>();
  /** Asked for each call between processes. */
  lineFault: () => LineFault = () => null;
  plant: StatementPlant = () => null;
  /** Nobody can go on by himself: fires the next timer, false where there is none. */
  fireTimer: () => boolean = () => false;
  /** Tasks that wait for their turn, while several run at once. */
  #waiting: { incarnation: Incarnation; go: () => void }[] = [];
  #takesTurns = false;

  add(name: string, port: DiskPort, boot: (transport: Transport) => Promise<RunningSubgraph>): void {
    const node: MachineNode = {
      name,
      port,
      boot: () => boot(this.transport),
      running: null,
      incarnation: born(name),
      booting: null,
    };
    port.statement = (sql, _parameters, run) => this.#statement(node, sql, run);
    port.assertAlive = () => {
      if (frames.getStore()?.incarnation.isDead) throw new Crashed('in the line');
    };
    this.nodes.set(name, node);
  }
  node(name: string): MachineNode {
    const node = this.nodes.get(name);
    if (!node) throw new Error(`no subgraph ${name}`);
    return node;
  }

  /** Memory is lost, what was not committed is undone; the next call starts a new process on the same database. */
  kill(node: MachineNode): void {
    node.incarnation.isDead = true;
    node.running = null;
    node.booting = null;
    node.port.disk.rollBack();
    node.port.line = new Line();
    this.crashes += 1;
    node.incarnation.die();
    // The dead take no turns: they go on at once, to find out.
    const [dead, alive] = [
      this.#waiting.filter(({ incarnation }) => incarnation.isDead),
      this.#waiting.filter(({ incarnation }) => !incarnation.isDead),
    ];
    this.#waiting = alive;
    for (const { go } of dead) go();
  }

  /** A point inside an operation. The dead go no further. */
  async point(where: string): Promise<void> {
    const frame = frames.getStore();
    if (!frame) return;
    const { task, incarnation } = frame;
    if (incarnation.isDead) throw new Crashed(where);
    task.lastPoint = `${incarnation.name} ${where}`;
    if (this.#takesTurns) {
      await new Promise<void>((go) => this.#waiting.push({ incarnation, go }));
      if (incarnation.isDead) throw new Crashed(where);
    }
    task.points += 1;
    if (task.points !== task.crashAtPoint) return;
    task.crashed = { subgraph: incarnation.name, where };
    this.kill(this.node(incarnation.name));
    throw new Crashed(where);
  }

  async #statement(node: MachineNode, sql: string, run: () => QueryResult<never>): Promise<QueryResult<never>> {
    const frame = frames.getStore();
    if (!frame) return run();
    if (frame.incarnation.name !== node.name)
      throw new Error(`${frame.incarnation.name} speaks to the database of ${node.name}`);
    if (frame.incarnation.isDead && sql === 'rollback') return { rows: [] };
    await this.point(`before ${sql.slice(0, 60)}`);
    const result = this.plant(node.name, sql, run) ?? run();
    await this.point(`after ${sql.slice(0, 60)}`);
    return result;
  }

  /** Runs `work` inside a subgraph's process, starting it where it is not there. */
  async within<V>(name: string, task: Task, work: (running: RunningSubgraph) => Promise<V>): Promise<V> {
    const node = this.node(name);
    this.touched.add(name);
    if (!node.running) await (node.booting ??= this.#start(node));
    const { incarnation } = node;
    const answer = await Promise.race([
      incarnation.death,
      frames.run({ task, incarnation }, () => work(node.running!)),
    ]);
    // Whatever a dying process still said, nobody heard it.
    if (incarnation.isDead) throw new NoAnswer(`${name} is gone`);
    return answer;
  }

  async #start(node: MachineNode): Promise<void> {
    const incarnation = born(node.name);
    node.incarnation = incarnation;
    const running = await frames.run(undefined, () => node.boot());
    if (!incarnation.isDead) node.running = running;
  }

  /**
   * Runs tasks to their end, one statement of one of them at a time where there are several; `pick` chooses whose turn
   * it is.
   */
  async run(tasks: readonly (() => Promise<unknown>)[], pick: (count: number) => number): Promise<void> {
    this.#takesTurns = tasks.length > 1;
    let open = tasks.length;
    let failure: unknown = null;
    for (const task of tasks) {
      void task().then(
        () => (open -= 1),
        (error) => {
          open -= 1;
          failure ??= error;
        },
      );
    }
    let lastProgress = performance.now();
    let idleTurns = 0;
    // Who was called by one that has died since goes on to his own end.
    while (open > 0 || this.#waiting.length > 0) {
      await nextTurn();
      if (this.#waiting.length > 0) {
        this.#waiting.splice(pick(this.#waiting.length), 1)[0]!.go();
        lastProgress = performance.now();
        idleTurns = 0;
        await nextTurn();
      } else if (open > 0 && (idleTurns += 1) > IDLE_TURNS && this.fireTimer()) {
        idleTurns = 0;
      } else if (open > 0 && performance.now() - lastProgress > STUCK_AFTER_REAL_MS)
        throw new Stuck('nobody can go on: somebody waits for what he holds himself');
    }
    this.#takesTurns = false;
    if (failure) throw failure as Error;
  }

  /**
   * Between the processes. The caller may die before his call leaves and after the answer has come; calls and answers
   * get lost.
   */
  readonly transport: Transport = {
    execute: (to, request: GraphRequest, actor: Actor, requestId) =>
      this.#call(to, (running) => running.execute(request, actor, requestId)),
    deliver: (to, events, actor) => this.#call(to, (running) => running.receive(events, actor)),
    edge: (to, request: EdgeRequest, actor, requestId) =>
      this.#call(to, (running) => running.edge(request, actor, requestId)),
    authenticate: (to, credentials) => this.#call(to, (running) => running.authenticate(credentials)),
  };
  async #call<V>(to: string, work: (running: RunningSubgraph) => Promise<V>): Promise<V> {
    const frame = frames.getStore();
    await this.point(`before a call of ${to}`);
    const fault = frame ? this.lineFault() : null;
    if (frame && fault) frame.task.isDisturbed = true;
    if (fault === 'request-lost') throw new NoAnswer(`${to} was not reached`);
    const answer = await this.within(to, frame?.task ?? newTask('start'), work);
    if (fault === 'answer-lost') throw new NoAnswer(`${to} did not answer in time`);
    await this.point(`after a call of ${to}`);
    return answer;
  }
}
