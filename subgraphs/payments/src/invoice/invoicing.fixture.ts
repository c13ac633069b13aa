import { account } from '@heitu/kit/serving/testing';
import { buyer, openPayments, requestId, type PaymentsRoom } from '../payments.fixture.ts';

/** Of party-1, a firm; of party-2, a farmer. */
export const owner = account('owner', { role: 'seller-owner', partyId: 'party-1' });
export const farmer = account('farmer', { role: 'seller-owner', partyId: 'party-2' });
export const CREDIT_CODE = '91440300708461136T';
export const FARMERS_NUMBER = '11010519491231002X';

const fragmentOf: Readonly<Record<string, string>> = {
  saveInvoiceHead: '... on InvoiceHead { id name taxNumber }',
  askForInvoice: '... on Invoice { id state }',
  withdrawInvoice: '... on Invoice { id state }',
  resubmitInvoice: '... on Invoice { id state }',
  agreeToInvoicing: '... on InvoiceMandate { id route }',
};
const documentOf = (name: string): string => {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}`;
  const shown = fragmentOf[name] ?? '... on PaymentsDone { id }';
  return `mutation($i: ${type}Input!) { ${name}(input: $i) { __typename ... on ${type}Refused { code } ${shown} } }`;
};

export type Invoicing = Awaited<ReturnType<typeof openInvoicing>>;
export async function openInvoicing() {
  const room: PaymentsRoom = await openPayments();
  await room.paid();
  const act = async (who: Parameters<PaymentsRoom['graph']>[0], name: string, input: object): Promise<any> =>
    (await room.graph<any>(who, documentOf(name), { i: { requestId: requestId(), ...input } }))[name];
  const saveHead = async (input: object = { kind: 'PERSON', name: '王小明' }) => act(buyer, 'saveInvoiceHead', input);
  return Object.assign(room, {
    act,
    saveHead,
    /** A firm at one percent; a farmer through the tax bureau. */
    agree: () =>
      act(owner, 'agreeToInvoicing', {
        partyId: 'party-1',
        route: 'REGISTERED',
        rateBasisPoints: 100,
        name: '五常米业有限公司',
        taxNumber: CREDIT_CODE,
      }),
    agreeAsFarmer: () =>
      act(farmer, 'agreeToInvoicing', {
        partyId: 'party-2',
        route: 'BUREAU_FOR_FARMER',
        rateBasisPoints: 0,
        name: '王老汉',
        taxNumber: FARMERS_NUMBER,
      }),
    ask: async (orderId = 'o1', head?: object) =>
      act(buyer, 'askForInvoice', { orderId, headId: (await saveHead(head)).id }),
    invoice: async (orderId = 'o1'): Promise<any> =>
      (await room.rows('Invoice')).filter((row) => row.orderId === orderId).at(-1),
    reds: () => room.rows('RedInvoice'),
  });
}
