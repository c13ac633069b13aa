import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { systemActor } from '@heitu/kit/rules/actor';
import type { Clock } from '@heitu/kit/rules/clock';
import { memoryBlobStore } from '@heitu/kit/privacy/files';
import { createKeyRing, KEY_BYTES } from '@heitu/kit/privacy/key-ring';
import { openDatabase, type Orm } from '@heitu/kit/data/orm';
import type { Transport } from '@heitu/kit/messages/peers';
import { runSubgraph, type RunningSubgraph } from '@heitu/kit/serving/running';
import { generateSigningKey, privateKeyOf } from '@heitu/kit/messages/signing';
import { buildSubgraph, type BuiltSubgraph, type Manifest } from '@heitu/kit/serving/subgraph';
import { seedAll } from '@heitu/sandbox/seed';
import { Disk, Line, portDialect, type DiskPort } from './disk.ts';
import { Machine } from './machine.ts';

/** What one subgraph's processes share: made once, whatever crashes. */
interface Parts {
  manifest: Manifest;
  built: BuiltSubgraph;
  orm: Orm;
  port: DiskPort;
}

/** What each subgraph's process makes anew when it starts: its adapters to the outside. */
export type ServicesOf = Readonly<Record<string, Manifest['services']>>;

const RING = createKeyRing([Buffer.alloc(KEY_BYTES, 7)]);
const SIGNING_KEY = privateKeyOf(generateSigningKey().privatePem);

/** The six subgraphs on databases in memory. `images`: what their databases hold when a world begins. */
export class Platform {
  readonly #parts: Parts[];
  readonly #clock: Clock;
  readonly #settings: Readonly<Record<string, string>>;
  #services: ServicesOf = {};
  #images = new Map<string, Buffer>();
  /** What a subgraph logged as an error since the world began. */
  errors: string[] = [];

  private constructor(parts: Parts[], clock: Clock) {
    this.#parts = parts;
    this.#clock = clock;
    this.#settings = {
      TRACE_SIGNING_KEY: generateSigningKey().privatePem,
      SANDBOX: '1',
      PUBLIC_URL: 'https://heitu.example',
    };
  }

  /** The demo county without a history, on a schema made from the entities. */
  static async open(clock: Clock, services: ServicesOf): Promise<Platform> {
    const parts: Parts[] = [];
    for (const manifest of MANIFESTS) {
      const port: DiskPort = {
        disk: new Disk(),
        line: new Line(),
        statement: async (_sql, _parameters, run) => run(),
        assertAlive: () => {},
      };
      const orm = await openDatabase({ name: manifest.name, entities: manifest.entities, url: 'sqlite::memory:' });
      // The same ORM, its statements through our port: reconnecting reads the driver's options again.
      await orm.em.getConnection().close();
      orm.config.set('driverOptions', portDialect(port) as never);
      await orm.em.getConnection().connect();
      parts.push({ manifest, built: buildSubgraph(manifest), orm, port });
    }
    const platform = new Platform(parts, clock);
    const machine = platform.world(services);
    for (const node of machine.nodes.values()) node.running = await node.boot();
    await seedAll((name) => machine.node(name).running!.contextFor(systemActor('seed'), 'seed'), {
      orders: 0,
      progress: () => () => {},
    });
    platform.#images = new Map(parts.map(({ manifest, port }) => [manifest.name, port.disk.image()]));
    // The schema is there now and stays: no start compares it again.
    for (const { orm } of parts) {
      const sql = await orm.schema.getCreateSchemaSQL();
      Object.defineProperty(orm, 'schema', { value: { getCreateSchemaSQL: async () => sql } });
    }
    return platform;
  }

  /** A world of its own: fresh databases, nothing running. */
  world(services: ServicesOf): Machine {
    this.#services = services;
    this.errors = [];
    const machine = new Machine();
    const blobs = new Map<string, Buffer>();
    for (const { manifest, port, orm, built } of this.#parts) {
      const image = this.#images.get(manifest.name);
      port.disk.close();
      port.disk = new Disk(image);
      port.line = new Line();
      machine.add(manifest.name, port, (transport) => this.#boot({ manifest, port, orm, built }, transport, blobs));
    }
    return machine;
  }

  #boot({ manifest, built, orm }: Parts, transport: Transport, blobs: Map<string, Buffer>): Promise<RunningSubgraph> {
    const services = this.#services[manifest.name];
    return runSubgraph({
      manifest: services ? { ...manifest, services } : manifest,
      built,
      orm,
      transport,
      // Not the name of this process, which another run has not.
      holder: randomUUID(),
      ring: RING,
      blobs: memoryBlobStore(blobs),
      clock: this.#clock,
      log: pino(
        { level: 'error', base: { subgraph: manifest.name } },
        { write: (line: string) => void this.errors.push(line) },
      ),
      settings: this.#settings,
      signer: () => ({ name: manifest.name, privateKey: SIGNING_KEY }),
    });
  }

  /** Every job of the platform, with its subgraph. */
  get jobs(): [string, string][] {
    return this.#parts.flatMap(({ manifest }) =>
      manifest.jobs.map((job): [string, string] => [manifest.name, job.name]),
    );
  }
  schemaOf(name: string): BuiltSubgraph['schema'] {
    return this.#parts.find(({ manifest }) => manifest.name === name)!.built.schema;
  }
}
