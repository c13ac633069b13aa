import { contractMoved } from '@heitu/events/sellers.contract-moved.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { on, type Reaction } from '@heitu/kit/messages/relay';
import type { TrustContext } from '../context.ts';
import { notifyParty, notifyRole, type Notification } from './notify.ts';

type Moved = PayloadOf<typeof contractMoved>;
type Text = { title: string; body: (contract: Moved) => string };

/** What whoever filed it hears, and what the other side does: nobody is told of what they did themselves. */
const TEXTS: Readonly<Record<Moved['to'], { filer?: Text; other?: Text }>> = {
  offered: {
    other: {
      title: '有合同等您签字',
      body: ({ title, number }) => `${title}${number}等您签字。请在“合同”里看条款，签字或不签；到期没签就作废`,
    },
  },
  signed: {
    filer: {
      title: '合同签好了',
      body: ({ title, number, validUntilOn }) => `${title}${number}双方都签了，管到${validUntilOn}`,
    },
  },
  declined: {
    filer: { title: '合同没有签成', body: ({ title, number }) => `${title}${number}对方没有签，可以商量好再登记一份` },
  },
  withdrawn: {
    other: { title: '合同撤回了', body: ({ title, number }) => `${title}${number}被对方撤回，不用签了` },
  },
  lapsed: {
    filer: {
      title: '合同作废了',
      body: ({ title, number }) => `${title}${number}没有按时签字，作废了；还要的话请再登记一份`,
    },
    other: { title: '合同作废了', body: ({ title, number }) => `${title}${number}没有按时签字，作废了` },
  },
  expired: {
    filer: {
      title: '合同到期了',
      body: ({ title, number, validUntilOn }) =>
        `${title}${number}到${validUntilOn}为止，新的生意不再按它算；要接着做请登记新合同`,
    },
    other: {
      title: '合同到期了',
      body: ({ title, number, validUntilOn }) => `${title}${number}到${validUntilOn}为止，新的生意不再按它算`,
    },
  },
};

const messageOf = (text: Text, contract: Moved): Notification => ({
  kind: 'contract-moved',
  title: text.title,
  body: text.body(contract),
  orderId: null,
});

export const contractReactions: Reaction[] = [
  on(contractMoved, 'tell-parties', async (context: TrustContext, tx, contract) => {
    const { filer, other } = TEXTS[contract.to];
    if (filer) await notifyParty(context, tx, contract.partyId, 'finance', messageOf(filer, contract));
    if (!other) return;
    // The platform's people sign for an operator, and for a provider who has nobody here.
    if (contract.atPlatform) await notifyRole(context, tx, 'reviewer', messageOf(other, contract));
    else await notifyParty(context, tx, contract.withPartyId, 'finance', messageOf(other, contract));
  }),
];
