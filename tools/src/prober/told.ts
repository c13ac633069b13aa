import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EdgeAnswer, EdgeRequest } from '@heitu/kit/messages/peers';
import type { Probe } from '@heitu/trust/disclosure/probe.policy';

/** In one call; as trust takes them. */
const TOLD_AT_ONCE = 500;

/** What was seen and not told yet: kept on disk first, one line a minute, so that an outage is told when it is over. */
export class Untold {
  readonly #file: string;
  constructor(file: string) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
  }
  keep(probe: Probe): void {
    appendFileSync(this.#file, `${JSON.stringify(probe)}\n`);
  }
  get lines(): readonly string[] {
    return existsSync(this.#file) ? readFileSync(this.#file, 'utf8').split('\n').filter(Boolean) : [];
  }

  /** Tells all, the oldest first; throws where trust does not answer, and keeps what it was not told. */
  async tell(edge: (request: EdgeRequest) => Promise<EdgeAnswer>): Promise<void> {
    for (let waiting = this.lines; waiting.length > 0;) {
      const body = Buffer.from(`[${waiting.slice(0, TOLD_AT_ONCE).join(',')}]`);
      const { status } = await edge({ method: 'POST', path: '/probes', query: {}, headers: {}, body });
      if (status !== 204) throw new Error(`trust answered ${status}`);
      waiting = waiting.slice(TOLD_AT_ONCE);
      const next = `${this.#file}.next`;
      writeFileSync(next, waiting.map((line) => `${line}\n`).join(''));
      renameSync(next, this.#file);
    }
  }
}
