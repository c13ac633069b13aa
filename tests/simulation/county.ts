import type { Actor, Grant } from '@heitu/kit/rules/actor';
import type { Clock } from '@heitu/kit/rules/clock';
import type { Chance } from './chance.ts';
import type { SqlRow, SqlValue } from '../invariants/books.ts';
import type { Machine } from './machine.ts';
import type { Provider } from './provider.model.ts';

/** A mutation that somebody is about to send. */
export interface Act {
  to: string;
  mutation: string;
  input: Record<string, unknown>;
  actor: Actor;
  /** What to read of the answer beside its type. */
  select?: string;
  /** Called with the answer where it was accepted. */
  accepted?: (answer: Record<string, unknown>) => void;
}
/** What somebody of a role may feel like doing; null where there is nothing to do it to. */
export interface Operation {
  name: string;
  weight: number;
  next: (county: County) => Act | null;
}

export interface Quoted {
  quoteId: string;
  totalFen: number;
  actor: Actor;
}

export const SHOPPERS = 6;
const SKUS_PER_SELLER = 2;
/** Few enough that shoppers meet at the last bag. */
export const UNITS_AT_START = 25;
/** Candidates looked at for one act: the newest. */
const CANDIDATES_MAX = 20;

/** The people of one world, what they can see of it, and what they remember. */
export class County {
  readonly machine: Machine;
  readonly provider: Provider;
  readonly chance: Chance;
  readonly clock: Clock;
  readonly shoppers: readonly { actor: Actor; addressId: string }[];
  readonly skus: readonly {
    skuId: string;
    productId: string;
    partyId: string;
    supplierId: string;
    shopId: string;
    retailFen: number;
  }[];
  readonly quotes: Quoted[] = [];

  constructor(parts: { machine: Machine; provider: Provider; chance: Chance; clock: Clock }) {
    this.machine = parts.machine;
    this.provider = parts.provider;
    this.chance = parts.chance;
    this.clock = parts.clock;
    this.shoppers = this.rows(
      'trust',
      "select accountId, id from Address where divisionCode like '230184%' order by id limit ?",
      SHOPPERS,
    ).map((row) => ({ actor: this.account(String(row['accountId'])), addressId: String(row['id']) }));
    const bySeller = Map.groupBy(
      this.rows(
        'catalog',
        `select s.id as skuId, s.productId, s.partyId, s.shopId, l.retailFen, (select t.supplierId from Lot t where t.skuId = s.id limit 1) as supplierId
        from Sku s join Product p on p.id = s.productId join PriceLabel l on l.id = s.labelId where p.state = 'on-sale' order by s.id`,
      ),
      (row) => row['partyId'],
    );
    this.skus = [...bySeller.values()].flatMap((rows) => rows.slice(0, SKUS_PER_SELLER)) as never;
  }

  rows(subgraph: string, sql: string, ...parameters: SqlValue[]): SqlRow[] {
    return this.machine.node(subgraph).port.disk.all(sql, ...parameters);
  }
  /** One of the newest rows, or null where there is none. */
  one(
    subgraph: string,
    table: string,
    where: string,
    ...parameters: SqlValue[]
  ): (Record<string, string> & SqlRow) | null {
    return this.chance.pickOrNull(
      this.rows(
        subgraph,
        `select * from "${table}" where ${where} order by id desc limit ${CANDIDATES_MAX}`,
        ...parameters,
      ),
    ) as never;
  }

  /** As the gateway would know them: the grants of this moment. */
  account(accountId: string): Actor {
    const grants = this.rows(
      'trust',
      'select role, partyId, rights from GrantRow where accountId = ? and active = 1 order by id',
      accountId,
    ).map((row): Grant => ({
      role: String(row['role']),
      ...(row['partyId'] !== '' && { partyId: String(row['partyId']) }),
      ...(row['rights'] !== null && { rights: JSON.parse(String(row['rights'])) as string[] }),
    }));
    return { kind: 'account', id: accountId, grants: [{ role: 'consumer' }, ...grants] };
  }
  /** Somebody who holds this role (for this party). */
  holder(role: string, partyId?: string): Actor {
    const [row] = this.rows(
      'trust',
      `select accountId from GrantRow where role = ? and active = 1 ${partyId ? 'and partyId = ?' : ''} order by id limit 1`,
      role,
      ...(partyId ? [partyId] : []),
    );
    if (!row) throw new Error(`nobody is ${role}`);
    return this.account(String(row['accountId']));
  }
  seller(partyId: string): Actor {
    return this.holder('seller-owner', partyId);
  }
  carrier(partyId: string): Actor {
    return this.holder('carrier-manager', partyId);
  }
  requestId(): string {
    return `sim-${this.chance.below(2 ** 30).toString(36)}-${this.chance.below(2 ** 30).toString(36)}`;
  }
  isoIn(ms: number): string {
    return new Date(this.clock.now() + ms).toISOString();
  }
}
