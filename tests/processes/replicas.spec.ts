import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { Unavailable, type Transport } from '@heitu/kit/messages/peers';
import { LEASE_MS } from '@heitu/kit/messages/relay';
import { generateSigningKey, privateKeyOf, signActor, type CallRefusal } from '@heitu/kit/messages/signing';
import { ACTOR_HEADER, httpTransport } from '@heitu/kit/messages/transport';
import { until, type OwnProcess } from './process.fixture.ts';
import { tallyReplicas, type TallyReplicas } from './tally-replicas.fixture.ts';

const ME: Actor = { kind: 'account', id: 'me', grants: [] };
const MARK = 'mutation($requestId: String!, $line: String!) { mark(requestId: $requestId, line: $line) { n } }';
const LINES = ['a', 'b', 'c', 'd', 'e'];
/** Long enough to be interrupted in, however busy the machine is; shorter than a lease. */
const WAIT_MS = 4000;
/** A lease is noticed to have ended within this, on a busy machine. */
const NOTICE_MS = 5000;
const REQUESTS = 600;
const RUNS = 'heitu_job_runs_total{subgraph="tally",job="finish-marks",outcome="ok"}';
const LEASES = ['relay:tally', 'job:finish-marks'];

describe('three replicas of one subgraph', () => {
  let tally: TallyReplicas;
  /**
   * The first begins alone, and so holds all leases; it is brought no events, so that none is in its hands when it is
   * stopped.
   */
  let first: OwnProcess;
  let others: readonly OwnProcess[];
  const transports = new Map<readonly OwnProcess[], Transport & { close(): Promise<void> }>();

  beforeAll(async () => {
    tally = await tallyReplicas('heitu_tally_replicas', 3, (index) => index > 0);
    [first, ...others] = tally.replicas as [OwnProcess, ...OwnProcess[]];
    await tally.rows('insert into [Line] (name, n) values ?', [LINES.map((line) => [line, 0])]);
    await first.start();
    await firstHoldsAll();
    await Promise.all(others.map((one) => one.start()));
  });
  afterAll(async () => {
    for (const one of transports.values()) await one.close();
    await tally.close();
  });

  function transportTo(replicas: readonly OwnProcess[]): Transport {
    let transport = transports.get(replicas);
    if (!transport)
      transports.set(replicas, (transport = httpTransport({ tally: replicas.map(({ url }) => url) }, tally.signer)));
    return transport;
  }
  async function mark(line: string, replicas = tally.replicas, requestId: string = randomUUID()): Promise<number> {
    const { data, errors } = await transportTo(replicas).execute(
      'tally',
      { query: MARK, variables: { requestId, line } },
      ME,
      requestId,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return (data!['mark'] as { n: number }).n;
  }
  /** Many at once, over lines in turn; answers which numbers each line was told. */
  async function markMany(
    count: number,
    replicas: readonly OwnProcess[],
    once: (line: string, replicas: readonly OwnProcess[]) => Promise<number> = mark,
  ): Promise<Map<string, number[]>> {
    const told = new Map<string, number[]>(LINES.map((line) => [line, []]));
    let next = 0;
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        while (next < count) {
          const line = LINES[next++ % LINES.length]!;
          told.get(line)!.push(await once(line, replicas));
        }
      }),
    );
    return told;
  }
  /** Process ids of who holds each lease now; null where nobody does. */
  async function holders(): Promise<(number | null)[]> {
    const held = await tally.rows<{ name: string; holder: string }>(
      'select name, holder from [Lease] where untilMs > ?',
      [Date.now()],
    );
    return LEASES.map((name) => Number(held.find((lease) => lease.name === name)?.holder.split(':')[1] ?? 0) || null);
  }
  /** A lease to relay is taken where there is something to relay; another's is left to end. */
  const firstHoldsAll = () =>
    until('the first holds all leases', async () => {
      const [relaying] = await holders();
      if (relaying === null) await mark('a', [first]);
      return (await holders()).every((pid) => pid === first.pid);
    });
  it('share what there is to do, and do nothing twice', async () => {
    const before = new Map(
      (await tally.rows<{ name: string; n: number }>('select name, n from [Line]')).map(({ name, n }) => [name, n]),
    );
    const told = await markMany(200, tally.replicas);
    await tally.settled();
    await tally.expectOnce();
    for (const [line, numbers] of told)
      expect(numbers.sort((x, y) => x - y)).toEqual(Array.from({ length: 40 }, (_, i) => before.get(line)! + i + 1));
    // One that was not there yet when it was first asked is asked again after a rest.
    await until('both have taken events', async () => {
      await mark('a');
      return (await tally.rows('select distinct process from [Applied]')).length === others.length;
    });
  });

  it('give the same answer to one request, whichever is asked, at once or later', async () => {
    const requests = Array.from({ length: 30 }, () => randomUUID());
    const [before] = await tally.rows<{ n: number }>("select n from [Line] where name = 'b'");
    const atOnce = await Promise.all(
      requests.map((id) => Promise.all(tally.replicas.map((one) => mark('b', [one], id)))),
    );
    for (const [i, id] of requests.entries()) {
      const later = await Promise.all(tally.replicas.map((one) => mark('b', [one], id)));
      expect(new Set([...atOnce[i]!, ...later]).size).toBe(1);
    }
    expect(atOnce.map(([n]) => n!).sort((x, y) => x - y)).toEqual(requests.map((_, i) => before!.n + i + 1));
    await tally.settled();
    await tally.expectOnce();
  });

  it('take a signed call once among them all', async () => {
    const body = JSON.stringify({ query: MARK, variables: { requestId: randomUUID(), line: 'c' } });
    const token = await signActor(tally.signer, 'tally/graphql', ME, body);
    const send = (to: OwnProcess) =>
      fetch(`${to.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', [ACTOR_HEADER]: token },
        body,
      });
    expect((await send(first)).status).toBe(200);
    await tally.settled();
    const before = await tally.digest();
    for (const one of tally.replicas) {
      const counted = await one.metric('heitu_refused_calls_total{reason="replayed"}');
      expect((await send(one)).status).toBe(401);
      expect(await one.metric('heitu_refused_calls_total{reason="replayed"}')).toBe(counted + 1);
    }
    expect(await tally.digest()).toBe(before);
  });

  it('take no call that was not signed for them, and count each', async () => {
    const [stranger, peer] = [generateSigningKey(), { name: 'tally', privateKey: tally.peerKey }];
    const body = JSON.stringify({ query: MARK, variables: { requestId: randomUUID(), line: 'c' } });
    const forged: readonly (readonly [CallRefusal, string | undefined, string])[] = [
      ['unsigned', undefined, body],
      [
        'unknown-key',
        await signActor({ name: 'gateway', privateKey: privateKeyOf(stranger.privatePem) }, 'tally/graphql', ME, body),
        body,
      ],
      ['audience', await signActor(tally.signer, 'orders/graphql', ME, body), body],
      ['audience', await signActor(tally.signer, 'tally/events', ME, body), body],
      ['body', await signActor(tally.signer, 'tally/graphql', ME, body), body.replace('"c"', '"d"')],
      ['speaks-for-another', await signActor(peer, 'tally/graphql', ME, body), body],
    ];
    const before = await tally.digest();
    for (const one of tally.replicas) {
      for (const [reason, token, sent] of forged) {
        const counted = await one.metric(`heitu_refused_calls_total{reason="${reason}"}`);
        const { status } = await fetch(`${one.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(token && { [ACTOR_HEADER]: token }) },
          body: sent,
        });
        expect([one.name, reason, status, await one.metric(`heitu_refused_calls_total{reason="${reason}"}`)]).toEqual([
          one.name,
          reason,
          401,
          counted + 1,
        ]);
      }
    }
    expect(await tally.digest()).toBe(before);
  });

  it('go on within a lease where its holder stands still, which then changes nothing any more', async () => {
    await tally.rows("insert into [Line] (name, n, waitMs, sour) values ('slow', 0, ?, 1)", [WAIT_MS]);
    await firstHoldsAll();
    await tally.settled();
    await mark('slow', [first]);
    const lookedBy = async (what: string) =>
      (
        await tally.rows<{ process: number }>("select process from [Looked] where line = 'slow' and what = ?", [what])
      ).map(({ process }) => process);
    await until(
      'the first is amid its job, and amid a delivery',
      async () => (await lookedBy('finish')).length > 0 && (await lookedBy('weigh')).length > 0,
    );
    const runs = await first.metric(RUNS);
    first.signal('SIGSTOP');
    const stoppedMs = Date.now();
    expect(await lookedBy('finish')).toEqual([first.pid]);
    // What the first will be told of its delivery is that it failed; those who take its place will succeed.
    await tally.rows("update [Line] set sour = 0 where name = 'slow'");
    await markMany(40, others);
    await until('others hold the leases', async () =>
      (await holders()).every((pid) => pid !== null && pid !== first.pid),
    );
    const tookMs = Date.now() - stoppedMs;
    await tally.settled();
    await tally.expectOnce();
    expect(await tally.appliedTo('slow weighed')).toEqual([1]);
    const before = await tally.digest();

    first.signal('SIGCONT');
    await until('the first has learnt how its delivery went', async () => /is sour|not reached/.test(first.output));
    await until('the first has ended its job', async () => (await first.metric(RUNS)) > runs);
    expect(await tally.digest()).toBe(before);
    say(`a holder that stood still was replaced after ${seconds(tookMs)}`);
    expect(tookMs).toBeLessThan(LEASE_MS + NOTICE_MS);
  }, 90_000);

  it('go on within a lease where its holder is killed amid its work, and lose nothing that was answered', async () => {
    let retries = 0;
    const persistently = async (line: string, replicas: readonly OwnProcess[]): Promise<number> => {
      for (const requestId = randomUUID(); ; retries++) {
        try {
          return await mark(line, replicas, requestId);
        } catch (error) {
          if (!(error instanceof Unavailable)) throw error;
        }
      }
    };
    const sum = async () => Number((await tally.rows<{ n: number }>('select sum(n) as n from [Line]'))[0]!.n);
    const marked = await sum();
    const load = markMany(REQUESTS, tally.replicas, persistently);
    const [holder] = await until('a holder is amid carrying events', async () => {
      const [pid] = await holders();
      const [waiting] = await tally.rows<{ n: number }>('select count(*) as n from [EventDelivery] where state = 0');
      return pid !== null && Number(waiting!.n) > 10 && (await sum()) > marked + REQUESTS / 5 && [pid];
    });
    const killed = tally.replicas.find(({ pid }) => pid === holder)!;
    const killedMs = Date.now();
    await killed.end('SIGKILL');
    const took = until('another holds the lease', async () => {
      const [pid] = await holders();
      return pid !== null && pid !== holder && Date.now() - killedMs;
    });
    const told = await load;
    const tookMs = await took;
    await tally.settled();
    await tally.expectOnce();
    expect([...told.values()].flat()).toHaveLength(REQUESTS);
    for (const numbers of told.values()) expect(new Set(numbers).size).toBe(numbers.length);
    expect(await sum()).toBe(marked + REQUESTS);
    say(
      `a holder that was killed amid ${REQUESTS} requests was replaced after ${seconds(tookMs)}; ${retries} requests were sent again by their client`,
    );
    expect(tookMs).toBeLessThan(LEASE_MS + NOTICE_MS);
  }, 90_000);
});

const say = (line: string): void => void process.stderr.write(`replicas: ${line}\n`);
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
