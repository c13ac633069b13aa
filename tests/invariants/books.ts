export type SqlValue = string | number | null;
export type SqlRow = Record<string, SqlValue>;

/** Whoever compares the subgraphs looks into their databases, in the words that SQLite and MariaDB in ANSI mode share. */
export interface Look {
  rows(subgraph: string, sql: string): Promise<SqlRow[]> | SqlRow[];
  /** The platform's clock. */
  nowMs: number;
  provider: ProviderBooks;
}

/** What the provider really holds, without what it held before the world began; fen. */
export interface ProviderBooks {
  /** Every part that was paid. `frozenFen`: held for the order, neither refunded nor shared. */
  paid: readonly {
    combineNumber: string;
    outTradeNo: string;
    transactionId: string;
    totalFen: number;
    refundedFen: number;
    frozenFen: number;
    /** With the platform, out of what was frozen: its fee, and what was set off. */
    sharedFen: number;
    /** Paid to its payer beside refunds. */
    compensatedFen: number;
    /** Of what was refunded: what the payer’s card did not take, and the seller’s bank has. */
    toBankFen: number;
  }[];
  platformMerchant: string;
  /** What only its statements tell us: fees that it kept and gave back, and what came from an owner's bank. */
  told: readonly {
    merchant: string;
    number: string;
    amountFen: number;
    transactionId: string | null;
    /** Of what was frozen for the transaction. */
    isFrozen: boolean;
  }[];
  /** What an account has put up. */
  depositFen(merchant: string): number;
  /** Frozen and available. */
  holdingsFen(merchant: string): number;
}

/** An invariant that does not hold, and the rows that break it. */
export interface Broken {
  invariant: string;
  rows: readonly string[];
}
export const rowText = (row: SqlRow): string => JSON.stringify(row);
