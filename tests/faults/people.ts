import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import { Gateway, mutationText } from '../journeys/client.ts';

type Json = Record<string, any>;

/** What somebody asked for, however often it had to be sent. */
export interface Request {
  person: string;
  /** The account's id, by which the subgraph keeps what it has answered. */
  accountId: string;
  mutation: string;
  input: Json;
  /** Of each time it was sent: the ids that the audit trail may know it by. */
  sentAs: string[];
  /** Null while it was never answered. */
  answer: Json | null;
  /** Refused: with this code. */
  refusal: string | null;
  tookMs: number;
}

/** Who signs in, and how. */
export interface Person {
  name: string;
  accountId: string;
  token: string | null;
  signIn: () => Promise<{ token: string; accountId: string }>;
}

const ANSWER_MS_MAX = 20_000;
const PAUSE_FIRST_MS = 100;
const PAUSE_LAST_MS = 1000;
/** A client tells the person to try again; whoever uses it does. */
const TRIES_AGAIN: ReadonlySet<string> = new Set(['UNAVAILABLE', 'OVERLOADED', 'INTERNAL', 'NO_ANSWER']);

/**
 * Clients as they should be: a request whose answer is lost is sent again under its id until it is answered; what was
 * answered is remembered.
 */
export class Clients {
  readonly requests: Request[] = [];
  /** Why something was sent again: how often. */
  readonly retries = new Map<string, number>();
  /** Whatever was sent: when it ended, and with which code; none where it was answered. */
  readonly sent: { endedMs: number; code: string; isChange: boolean }[] = [];
  /** Answers that nobody should get. */
  readonly unexpected: string[] = [];
  readonly gateway: Gateway;
  #givesUp = false;
  readonly #signingIn = new Map<Person, Promise<void>>();

  constructor(url: string, schema?: GraphQLSchema) {
    this.gateway = new Gateway(url, schema);
  }
  /** Whether nobody tries again any more. */
  giveUp(now: boolean): void {
    this.#givesUp = now;
  }

  /** Sends until it is answered. */
  async do(person: Person, mutation: string, input: Json, select: string): Promise<Request> {
    const { text, takesRequestId } = mutationText(await this.#known(() => this.gateway.schema()), mutation, select);
    const full = takesRequestId && !input['requestId'] ? { requestId: randomUUID(), ...input } : input;
    const request: Request = {
      person: person.name,
      accountId: person.accountId,
      mutation,
      input: full,
      sentAs: [],
      answer: null,
      refusal: null,
      tookMs: 0,
    };
    this.requests.push(request);
    const began = performance.now();
    const data = await this.#untilAnswered(person, text, { input: full }, request);
    request.tookMs = Math.round(performance.now() - began);
    if (!data) return request;
    const answer = data[mutation] as Json;
    request.answer = answer;
    request.refusal = (answer['refusalCode'] as string | undefined) ?? null;
    return request;
  }
  /** A question, asked until it is answered; null where the answer is a denial. */
  async ask(person: Person, query: string, variables: Json): Promise<Json | null> {
    return this.#untilAnswered(person, query, variables);
  }

  /** Once, whoever of those that act for this person notices. */
  #signInAgain(person: Person): Promise<void> {
    let under = this.#signingIn.get(person);
    if (!under) {
      under = this.#known(person.signIn).then((signedIn) => {
        Object.assign(person, signedIn);
        this.#signingIn.delete(person);
      });
      this.#signingIn.set(person, under);
    }
    return under;
  }
  async #known<V>(read: () => Promise<V>): Promise<V> {
    for (;;) {
      try {
        return await read();
      } catch {
        await sleep(PAUSE_LAST_MS);
      }
    }
  }
  async #untilAnswered(person: Person, query: string, variables: Json, request?: Request): Promise<Json | null> {
    for (let pauseMs = PAUSE_FIRST_MS; ; pauseMs = Math.min(pauseMs * 2, PAUSE_LAST_MS)) {
      const id = randomUUID();
      request?.sentAs.push(id);
      const { token } = person;
      const { data, code, text } = await this.#send(token, query, variables, id);
      this.sent.push({ endedMs: performance.now(), code, isChange: request !== undefined });
      if (data) return data;
      if (code === 'UNAUTHENTICATED' && person.token !== token) continue;
      if (code === 'UNAUTHENTICATED') await this.#signInAgain(person);
      else if (!TRIES_AGAIN.has(code)) {
        this.unexpected.push(`${person.name}, ${request?.mutation ?? query}: ${text}`);
        return null;
      }
      this.retries.set(code, (this.retries.get(code) ?? 0) + 1);
      if (this.#givesUp) return null;
      await sleep(pauseMs);
    }
  }
  async #send(
    token: string | null,
    query: string,
    variables: Json,
    id: string,
  ): Promise<{ data: Json | null; code: string; text: string }> {
    try {
      const response = await fetch(`${this.gateway.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-request-id': id,
          ...(token && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(ANSWER_MS_MAX),
      });
      const { data, errors } = (await response.json()) as {
        data?: Json | null;
        errors?: { message: string; extensions?: Json }[];
      };
      const error = errors?.[0];
      if (!error && data) return { data, code: '', text: '' };
      return {
        data: null,
        code: String(error?.extensions?.['code'] ?? 'NO_ANSWER'),
        text: `${error?.message} ${JSON.stringify(error?.extensions)}`,
      };
    } catch (error) {
      return { data: null, code: 'NO_ANSWER', text: String(error) };
    }
  }
}
