import { randomUUID } from 'node:crypto';
import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  isInputObjectType,
  isUnionType,
  type GraphQLInputObjectType,
  type GraphQLSchema,
} from 'graphql';

/** A refusal, as every mutation can answer it. */
export interface Refusal {
  code: string;
  message: string;
  clause: string | null;
  details: { path: string[] | null; about: string | null; text: string }[];
}
type Json = Record<string, any>;

/** The rows of a connection that was answered. */
export const nodesOf = ({ edges }: { edges: readonly { node: any }[] }): any[] => edges.map(({ node }) => node);

/** What went wrong in a step: printed as it is. */
export class NotAsExpected extends Error {}

/**
 * GraphQL through the gateway, as any partner's program would speak it: plain HTTP, the schema read by introspection
 * where it is not given.
 */
export class Gateway {
  readonly url: string;
  #schema: GraphQLSchema | undefined;

  constructor(url: string, schema?: GraphQLSchema) {
    this.url = url.replace(/\/+$/, '');
    this.#schema = schema;
  }

  async post(
    token: string | null,
    query: string,
    variables: Json = {},
  ): Promise<{ data: Json | null; errors?: { message: string; extensions: Json }[] }> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as { data: Json | null; errors?: { message: string; extensions: Json }[] };
  }

  async schema(): Promise<GraphQLSchema> {
    if (!this.#schema) {
      const { data, errors } = await this.post(null, getIntrospectionQuery());
      if (!data) throw new NotAsExpected(`introspection failed: ${JSON.stringify(errors)}`);
      this.#schema = buildClientSchema(data as never);
    }
    return this.#schema;
  }
}

/** A mutation as text: its success type's fields that are asked for, or the refusal. */
export function mutationText(
  schema: GraphQLSchema,
  mutation: string,
  select: string,
): { text: string; takesInput: boolean; takesRequestId: boolean } {
  const field = schema.getMutationType()?.getFields()[mutation];
  if (!field) throw new NotAsExpected(`the schema has no mutation ${mutation}`);
  const argument = field.args.find((arg) => arg.name === 'input');
  const inputType = argument && (getNamedType(argument.type) as GraphQLInputObjectType);
  const result = getNamedType(field.type);
  const members = isUnionType(result) ? result.getTypes() : [];
  const success = members.find((type) => !type.name.endsWith('Refused'));
  const refused = members.find((type) => type.name.endsWith('Refused'));
  const selection = success
    ? `__typename ... on ${success.name} { ${select} }${refused ? ` ... on ${refused.name} { refusalCode: code message clause details { path about text } }` : ''}`
    : select;
  return {
    text: argument
      ? `mutation($input: ${argument.type}) { ${mutation}(input: $input) { ${selection} } }`
      : `mutation { ${mutation} { ${selection} } }`,
    takesInput: !!argument,
    takesRequestId: !!inputType && isInputObjectType(inputType) && !!inputType.getFields()['requestId'],
  };
}

/** Somebody at the gateway: a consumer, a farmer, an official, or nobody in particular (no token). */
export class Person {
  readonly name: string;
  readonly token: string | null;
  readonly #gateway: Gateway;

  constructor(gateway: Gateway, name: string, token: string | null) {
    this.#gateway = gateway;
    this.name = name;
    this.token = token;
  }

  /** Runs a query and answers its data; errors are not expected. */
  async ask(query: string, variables: Json = {}): Promise<Json> {
    const { data, errors } = await this.#gateway.post(this.token, query, variables);
    if (errors?.length)
      throw new NotAsExpected(
        `${this.name}: ${errors.map((error) => `${error.message} ${JSON.stringify(error.extensions)}`).join('; ')}\n${query}`,
      );
    return data!;
  }

  /** Runs a query that must be denied; answers the error's code. */
  async denied(query: string, variables: Json = {}): Promise<string> {
    const { errors } = await this.#gateway.post(this.token, query, variables);
    if (!errors?.length) throw new NotAsExpected(`${this.name} should have been denied: ${query}`);
    return String(errors[0]!.extensions['code']);
  }

  /**
   * Does a mutation that succeeds: `await farmer.do('registerParty', {...}, 'id state')` answers its success type's
   * fields.
   */
  async do(mutation: string, input: Json, select: string): Promise<Json> {
    const answer = await this.#mutate(mutation, input, select);
    if ('refusalCode' in answer)
      throw new NotAsExpected(`${this.name}: ${mutation} was refused: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** Does a mutation that must be refused; answers the refusal. */
  async refused(mutation: string, input: Json): Promise<Refusal> {
    const answer = await this.#mutate(mutation, input, '__typename');
    if (!('refusalCode' in answer))
      throw new NotAsExpected(`${this.name}: ${mutation} should have been refused, but: ${JSON.stringify(answer)}`);
    return { ...(answer as unknown as Refusal), code: answer['refusalCode'] };
  }

  async #mutate(mutation: string, input: Json, select: string): Promise<Json> {
    const { text, takesInput, takesRequestId } = mutationText(await this.#gateway.schema(), mutation, select);
    const data = await this.ask(
      text,
      takesInput
        ? { input: takesRequestId && !input['requestId'] ? { requestId: randomUUID(), ...input } : input }
        : {},
    );
    return data[mutation] as Json;
  }

  /** An upload or another raw route: `/edges/<subgraph>/…`. */
  async edge(
    path: string,
    options: { method?: string; body?: Uint8Array | string; headers?: Record<string, string> } = {},
  ): Promise<{ status: number; text: string }> {
    const response = await fetch(`${this.#gateway.url}/edges${path}`, {
      method: options.method ?? 'GET',
      body: options.body as string | undefined,
      headers: {
        'content-type': 'application/octet-stream',
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...options.headers,
      },
    });
    return { status: response.status, text: await response.text() };
  }
}
