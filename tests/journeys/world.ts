import { DEPOSITS } from '@heitu/sandbox/seed';
import { NotAsExpected } from './client.ts';

type Json = Record<string, any>;

/** The sandbox's controls: what happens outside the platform, and the clock. */
export class World {
  readonly #url: string;
  constructor(controlUrl: string) {
    this.#url = controlUrl.replace(/\/+$/, '');
  }

  async post(path: string, body: Json = {}): Promise<Json> {
    const response = await fetch(`${this.#url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new NotAsExpected(`sandbox ${path}: ${response.status} ${text}`);
    return JSON.parse(text || '{}') as Json;
  }

  async get(path: string): Promise<Json> {
    const response = await fetch(`${this.#url}${path}`);
    if (!response.ok) throw new NotAsExpected(`sandbox ${path}: ${response.status}`);
    return (await response.json()) as Json;
  }

  /** Now, by the platform's clock. */
  now = async (): Promise<Date> => new Date((await this.get('/clock'))['now']);

  /** Moves time for every process. */
  async advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): Promise<Date> {
    const advanceMs =
      ((by.days ?? 0) * 86_400 + (by.hours ?? 0) * 3600 + (by.minutes ?? 0) * 60 + (by.seconds ?? 0)) * 1000;
    return new Date((await this.post('/clock', { advanceMs }))['now']);
  }

  /** What the demo county's parties have put up is at the provider too. */
  async putUpDeposits(): Promise<void> {
    for (const deposit of DEPOSITS) await this.post('/wechatpay/deposit', deposit);
  }

  async setTo(iso: string): Promise<void> {
    await this.post('/clock', { setTo: iso });
  }
}
