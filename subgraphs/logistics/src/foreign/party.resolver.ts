import { FieldResolver, Resolver, Root } from 'type-graphql';
import { CollectionView } from '../collection/collection.view.ts';
import type { RowOf } from '../context.ts';
import { CodRemittanceView, ContentsCaseView } from '../delivery/delivery.view.ts';
import { HandoverReconciliationView } from '../handover/handover.view.ts';
import { StorageStayView } from '../shipment/shipment.view.ts';
import { SupervisionCheckView } from '../supervision/supervision.view.ts';
import { AlarmView } from '../temperature/temperature.view.ts';
import { PartyStub } from './party.stub.ts';

const party = (id: string): PartyStub => ({ id });

/** Who it is about, for lists that people read. */
@Resolver(() => AlarmView)
export class AlarmPartyResolver {
  @FieldResolver(() => PartyStub)
  carrier(@Root() { carrierPartyId }: AlarmView): PartyStub {
    return party(carrierPartyId);
  }
}
@Resolver(() => CollectionView)
export class CollectionPartyResolver {
  @FieldResolver(() => PartyStub)
  carrier(@Root() { carrierPartyId }: CollectionView): PartyStub {
    return party(carrierPartyId);
  }
}
@Resolver(() => ContentsCaseView)
export class ContentsCasePartyResolver {
  @FieldResolver(() => PartyStub)
  carrier(@Root() { carrierPartyId }: RowOf<'ContentsCase'>): PartyStub {
    return party(carrierPartyId);
  }
}
@Resolver(() => StorageStayView)
export class StorageStayPartyResolver {
  @FieldResolver(() => PartyStub)
  carrier(@Root() { carrierPartyId }: StorageStayView): PartyStub {
    return party(carrierPartyId);
  }
}
@Resolver(() => SupervisionCheckView)
export class SupervisionCheckPartyResolver {
  @FieldResolver(() => PartyStub)
  carrier(@Root() { carrierPartyId }: SupervisionCheckView): PartyStub {
    return party(carrierPartyId);
  }
}
@Resolver(() => CodRemittanceView)
export class CodRemittancePartiesResolver {
  @FieldResolver(() => PartyStub)
  carrier(@Root() { carrierPartyId }: CodRemittanceView): PartyStub {
    return party(carrierPartyId);
  }
  @FieldResolver(() => PartyStub)
  seller(@Root() { sellerPartyId }: CodRemittanceView): PartyStub {
    return party(sellerPartyId);
  }
}
@Resolver(() => HandoverReconciliationView)
export class HandoverReconciliationPartiesResolver {
  @FieldResolver(() => PartyStub)
  carrier(@Root() { carrierPartyId }: HandoverReconciliationView): PartyStub {
    return party(carrierPartyId);
  }
  @FieldResolver(() => PartyStub)
  seller(@Root() { sellerPartyId }: HandoverReconciliationView): PartyStub {
    return party(sellerPartyId);
  }
}
