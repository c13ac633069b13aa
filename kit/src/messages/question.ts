/**
 * What a room asks a peer, with the types of what goes in and comes back. Only files that compose generates from a
 * room's `asks/<peer>.graphql` make one (the import rules hold that): no answer is typed by hand.
 */
export class PeerQuestion<Answer, Variables> {
  readonly peer: string;
  readonly text: string;
  /** Only for the type checker. */
  declare protected readonly types: (variables: Variables) => Answer;
  constructor(peer: string, text: string) {
    this.peer = peer;
    this.text = text;
  }
}
