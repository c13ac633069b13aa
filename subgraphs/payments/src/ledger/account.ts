/** What the accounts of frozen money begin with. */
export const FROZEN = 'provider-frozen:';
/** The ledger's accounts. The platform's own are two: what it earns, and what it lays out for advances. */
export const account = {
  buyers: 'buyers',
  /** Who grew what was sold, outside of all accounts. */
  growers: 'growers',
  /** At the provider, frozen until settled. */
  frozen: (partyId: string) => `${FROZEN}${partyId}`,
  /** Paid out to the seller's own account at the provider. */
  seller: (partyId: string) => `seller:${partyId}`,
  /** Put up at the provider for what the party may come to owe. */
  deposit: (partyId: string) => `deposit:${partyId}`,
  /** The party's own bank: from where it fills its account, and where a refund went that its payer could not take. */
  bankOf: (partyId: string) => `bank:${partyId}`,
  /** Where a deposit comes from and goes back to: the party's own bank. */
  putUpBy: (partyId: string) => `put-up-by:${partyId}`,
  /** What the provider has kept for itself, less what it gave back. */
  providerFees: 'provider-fees',
  /** Refunds that reached nobody and that the provider has not given back: the platform asks it for them. */
  keptByProvider: 'kept-by-provider',
  platformBank: 'platform-bank',
  /** What the books were corrected by, until somebody finds out whose it is. */
  unexplained: 'unexplained',
  commission: 'platform-commission',
  platformFunds: 'platform-funds',
  claims: 'platform-claims',
  claimedFrom: (partyId: string) => `claimed-from:${partyId}`,
  /** Of buyers who got the same money twice. */
  claimedFromBuyers: 'claimed-from-buyers',
  /** What others owe a seller for goods of orders that nobody had paid. */
  owedTo: (partyId: string) => `owed-to:${partyId}`,
} as const;

export const accountsOf = (partyId: string): string[] => [
  account.frozen(partyId),
  account.seller(partyId),
  account.deposit(partyId),
  account.claimedFrom(partyId),
  account.owedTo(partyId),
  account.bankOf(partyId),
];
