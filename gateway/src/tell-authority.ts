import { randomUUID } from 'node:crypto';
import { GATEWAY } from '@heitu/kit/rules/actor';
import type { Transport } from '@heitu/kit/messages/peers';

/** Whom a gateway tells what it counted: the subgraph that owns accounts. */
export interface Authority {
  transport: Transport;
  authority: string;
}

/** Whether the authority took it; while it is away, whoever counts keeps it. */
export async function tellAuthority(
  { transport, authority }: Authority,
  path: string,
  counted: unknown,
): Promise<boolean> {
  const request = {
    method: 'POST',
    path,
    query: {},
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(counted)),
  };
  try {
    return (await transport.edge(authority, request, GATEWAY, randomUUID())).status === 204;
  } catch {
    return false;
  }
}
