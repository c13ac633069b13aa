/** Beside the id of a thing stands the thing; what it shows to the caller are its own rules. */
import { Ctx, FieldResolver, Resolver, Root, type ClassType } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { ownDelegationsById } from '../delegation/delegation.loader.ts';
import { ActingFor, DelegationSaved, DelegationView, StationAgentView } from '../delegation/delegation.view.ts';
import { accountsById } from '../identity/account.loader.ts';
import {
  AccountGrantView,
  AccountStateChanged,
  AccountView,
  PasswordChanged,
  PhoneBound,
  SecondFactorReset,
  SessionView,
  StaffAccountSaved,
  StaffAccountView,
} from '../identity/account.view.ts';
import { MessageView } from '../messages/message.view.ts';
import { PartnerLetView } from '../partners/partner.view.ts';
import { ShippingNoticeView } from '../shipping/shipping.view.ts';
import { OrderStub, PartyStub, ShipmentStub } from './foreign.view.ts';

function accountBeside(View: ClassType<{ accountId: string }>): ClassType<object> {
  @Resolver(() => View)
  class AccountBeside {
    @FieldResolver(() => AccountView, { nullable: true })
    account(@Root() { accountId }: { accountId: string }, @Ctx() context: TrustContext) {
      return context.loader(accountsById).load(accountId);
    }
  }
  return AccountBeside;
}
function partyBeside(View: ClassType<{ partyId: string | null }>): ClassType<object> {
  @Resolver(() => View)
  class PartyBeside {
    @FieldResolver(() => PartyStub, { nullable: true })
    party(@Root() { partyId }: { partyId: string | null }): PartyStub | null {
      return partyId ? { id: partyId } : null;
    }
  }
  return PartyBeside;
}
function orderBeside(View: ClassType<{ orderId: string | null }>): ClassType<object> {
  @Resolver(() => View)
  class OrderBeside {
    @FieldResolver(() => OrderStub, { nullable: true })
    order(@Root() { orderId }: { orderId: string | null }): OrderStub | null {
      return orderId ? { id: orderId } : null;
    }
  }
  return OrderBeside;
}
function delegationBeside<Row extends object>(
  View: ClassType<Row>,
  idOf: (row: Row) => string | null,
): ClassType<object> {
  @Resolver(() => View)
  class DelegationBeside {
    @FieldResolver(() => DelegationView, { nullable: true })
    delegation(@Root() row: Row, @Ctx() context: TrustContext) {
      const id = idOf(row);
      return id && context.loader(ownDelegationsById).load(id);
    }
  }
  return DelegationBeside;
}
@Resolver(() => ShippingNoticeView)
class ShipmentBeside {
  @FieldResolver(() => ShipmentStub, { nullable: true })
  shipment(@Root() { shipmentId }: ShippingNoticeView): ShipmentStub {
    return { id: shipmentId };
  }
}

const WITH_ACCOUNT = [
  StaffAccountView,
  StaffAccountSaved,
  AccountStateChanged,
  SecondFactorReset,
  PasswordChanged,
  PhoneBound,
  StationAgentView,
];
export const besideIds = [
  ...WITH_ACCOUNT.map(accountBeside),
  ...[AccountGrantView, DelegationView, PartnerLetView].map(partyBeside),
  ...[ShippingNoticeView, MessageView].map(orderBeside),
  ShipmentBeside,
  delegationBeside(SessionView, ({ delegationId }) => delegationId),
  delegationBeside(ActingFor, ({ delegationId }) => delegationId),
  delegationBeside(DelegationSaved, ({ id }) => id),
];
