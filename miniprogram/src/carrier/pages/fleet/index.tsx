import { CarrierFleet } from '@/api/carrier';
import { useQuery } from '@/lib/query';
import { Page } from '@/ui/Page';
import { Section } from '@/ui/parts';

export default function FleetPage() {
  const query = useQuery(CarrierFleet, {});
  return <Page query={query}>{(data) => data.carriers.map((carrier) => <Section key={carrier.partyId} title={carrier.name}>{carrier.inGoodStanding ? null : carrier.standingReason}</Section>)}</Page>;
}
