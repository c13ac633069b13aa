/** What is answered to an operation, as it is sent. */
export interface Body {
  /** Whether something was executed: not for a request whose variables are wrong. */
  hasData: boolean;
  hasErrors: boolean;
  /** Something in it is null and nobody knows why: whoever waited for it asks for themselves. */
  hasUnexplained?: boolean;
  /** Something in it is null since whoever asked may not see or do it. */
  isDenied?: boolean;
  /** Some of it is the last good answer, so old: who answers is away. */
  staleSeconds?: number;
  json: Buffer;
}
