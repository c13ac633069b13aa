import { SAID } from '@/lib/said';
import type { Role } from '@/api/carrier';

interface Answer<C> {
  me?: { grants?: readonly { role: Role; partyId?: string | null }[] | null } | null;
  carriers: readonly C[];
}
/** The carriers that one manages: a courier is told of its own, too, but not who and what belongs to it. */
export const managedCarriers = <C extends { partyId: string }>({ me, carriers }: Answer<C>): C[] =>
  carriers.filter(({ partyId }) =>
    me?.grants?.some((grant) => grant.role === 'CARRIER_MANAGER' && grant.partyId === partyId),
  );
export const NONE_MANAGED = {
  text: SAID.forCarrierManagers,
  more: '公司先要在平台备案；您要是经理，请公司把您加上',
};
